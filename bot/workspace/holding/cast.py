"""Who and what there is in a new workspace: its people, and the channels they meet in."""

from __future__ import annotations

from bot.workspace.holding.state import Channel, User

OTHER_TEAM = "T0OTHER0001"
CURATORS = "curators"
"""Name of the channel of those who edit the fact base."""

ALEX = User("U0ALEX00001", "alex", "Alex Rivera", role="Reporter")
SAM = User("U0SAM000002", "sam", "Sam Okafor", tz="America/Chicago", role="Curator")
LUCIA = User(
    "U0LUCIA0004", "lucia", "Lucía Herrera", locale="es-ES", tz="America/Mexico_City", role="Spanish-speaking reporter"
)
JO = User(
    "U0JO0000005", "jo", "Jo Keller", locale="en-GB", tz="Europe/London", role="From another organisation", team=OTHER_TEAM
)
GROUPS = {"S0DESK00001": (LUCIA.id, SAM.id)}
"""Groups of people by id."""
SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", is_bot=True)
PEOPLE = (ALEX, SAM, LUCIA, JO)


def channels(first: str, bot: str) -> list[Channel]:
    """The channels at the start: `first` with everybody of the own organisation in it, a private one, one shared with
    another organisation, and one that the bot is not in.
    """
    own = {ALEX.id, SAM.id, LUCIA.id}
    return [
        Channel("C0LOCAL0001", first, frozenset({*own, bot})),
        Channel("C0LOCAL0002", CURATORS, frozenset({SAM.id, bot}), is_private=True),
        Channel("C0LOCAL0003", "partners", frozenset({*own, JO.id, bot}), is_ext_shared=True),
        Channel("C0LOCAL0004", "newsroom", frozenset(own)),
    ]
