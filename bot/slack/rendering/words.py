"""The fixed words of the Slack surface, beside those of the answers; ``say`` in a language file translates them."""

from __future__ import annotations

from typing import Final

from bot.answering.composing.wording import SAY, Wording
from bot.directory.model import Directory
from bot.slack.rendering.phrases import PHRASES

WORDS: Final = {
    "call": "Call",
    "write": "Write",
    "map": "Map",
    "open": "Open page",
    "try": "Try one of these:",
    "help_mention": "In a channel, mention me. In a direct message, just ask.",
    "help_commands": "{commands}: only you see the answer, and can share it.",
    "more_choices": "… and {count} more. A place or a kind in the question narrows it down.",
    "name": "Name",
    "detail": "About",
    "rows": "{first}–{last} of {count}",
    "earlier": "Earlier",
    "later": "Next",
    "pick": "Show the card of …",
    "show": "Show",
    "show_of": "Show {name}",
    "card": "More",
    "share": "Share here",
    "share_to": "Share …",
    "share_where": "Where to",
    "share_send": "Share",
    "shared": "Shared by {user}",
    "shared_done": "Shared in this conversation.",
    "not_shared": "I could not share that here. Inviting me to this conversation and asking again may help.",
    "save": "Save contact",
    "saved": "The contact card of {name}: open it on your phone or computer to save it.",
    "saved_dm": "I sent you the contact card of {name} in our direct messages.",
    "not_saved": "I could not send you the contact card just now. Please try again in a moment.",
    "copy": "Copy text",
    "copy_how": "Everything as plain text, to be copied:",
    "worked": "It worked",
    "failed_me": "It didn't",
    "thanks_worked": "Thank you: noted that it worked.",
    "thanks_failed": "Thank you: noted that it did not work. If you know what is right, tell the curators:",
    "report": "Report a change",
    "report_which": "What has changed",
    "report_all": "Something else",
    "report_value": "What it should say",
    "report_seen": "Where you saw it",
    "report_seen_hint": "A page, a letter, a call: whatever lets a curator check it.",
    "report_send": "Send",
    "report_thanks": "Thank you. The curators will look at it; nothing changes until they have.",
    "report_told": "{user} reports a change of {name}:",
    "report_now": "On record",
    "report_new": "Should say",
    "report_where": "Seen",
    "curators": "Ask the curators",
    "curators_done": "I passed your question on to the curators.",
    "curators_noted": "The curators go through what I could not answer; your question is with it.",
    "curators_none": "I could not pass your question on, and I keep no questions here. Please ask the curators yourself.",
    "curators_told": "{user} asks the curators, for I have no answer:",
    "cancel": "Cancel",
    "close": "Close",
    "usage": "Type {command} and your question.",
    "gone": "That entry is no longer in the directory. Please ask again.",
    "outdated": "That is from an older version of me and leads nowhere any more. Please ask again.",
    "too_late": "That took too long. Please press it again.",
    "too_many": "Too many questions are waiting just now, and yours has waited longest. Please ask again in a few minutes.",
    "not_kept": "I could not note that down just now. Please try again in a moment.",
    "failed": "Sorry, something went wrong on my side and I could not answer. Please try again in a moment.",
}
"""The sentences in English, by key."""


SENTENCES: Final = SAY | WORDS | PHRASES
"""All that a language file may ``say``, in English."""


def words(directory: Directory, locale: str = "en") -> Wording:
    """What Slack's surface and the answers say in a locale's language."""
    return Wording(directory, locale.replace("_", "-").split("-")[0].lower(), SENTENCES)
