"""The few fixed words of the Slack surface, by language. What an answer says comes from the fact base, not from here."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "en": {
        "source": "Source",
        "as_of": "as of {date}",
        "undated": "undated",
        "secondary": "secondary source",
        "unofficial": "unofficial source",
        "old": "possibly out of date",
        "map": "Map",
        "open": "Open page",
        "try": "Try:",
        "more": "… and {count} more.",
        "more_choices": "… and {count} more. A place or a kind in the question narrows it down.",
        "share": "Share here",
        "shared": "Shared by {user}",
        "shared_done": "Shared in this conversation.",
        "usage": "Type {command} and your question.",
        "gone": "That entry is no longer in the directory. Please ask again.",
        "failed": "Sorry, something went wrong on my side and I could not answer. Please try again in a moment.",
        "not_shared": "I could not share that here. Inviting me to this conversation and asking again may help.",
    },
    "es": {
        "source": "Fuente",
        "as_of": "a fecha de {date}",
        "undated": "sin fecha",
        "secondary": "fuente secundaria",
        "unofficial": "fuente no oficial",
        "old": "posiblemente desactualizado",
        "map": "Mapa",
        "open": "Abrir página",
        "try": "Pruebe:",
        "more": "… y {count} más.",
        "more_choices": "… y {count} más. Un lugar o un tipo en la pregunta ayuda a elegir.",
        "share": "Compartir aquí",
        "shared": "Compartido por {user}",
        "shared_done": "Compartido en esta conversación.",
        "usage": "Escriba {command} y su pregunta.",
        "gone": "Esa entrada ya no está en el directorio. Pregunte de nuevo, por favor.",
        "failed": "Lo siento, algo falló de mi lado y no pude responder. Inténtelo de nuevo en un momento.",
        "not_shared": "No pude compartirlo aquí. Invíteme a esta conversación y pregunte de nuevo.",
    },
}


def words(language: str) -> dict[str, str]:
    """The words of a language, or the English ones where it has none."""
    return WORDS.get(language[:2].lower(), WORDS["en"])
