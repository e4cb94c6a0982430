"""From a Question to what it comes to: which entries, reached how, and how sure. Says nothing; composing does."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.resolving.aviators import in_common_codes
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.addresses import at_address
from bot.answering.resolving.steps.beyond import background, elsewhere, empty
from bot.answering.resolving.steps.codes import by_code
from bot.answering.resolving.steps.each import each
from bot.answering.resolving.steps.figures import as_number, figure
from bot.answering.resolving.steps.kinds import of_kind
from bot.answering.resolving.steps.members import members
from bot.answering.resolving.steps.names import covering, named
from bot.answering.resolving.steps.nearest import nearest
from bot.answering.resolving.steps.regions import of_region
from bot.answering.resolving.steps.serving import served
from bot.answering.resolving.walking import as_whole

Step = Callable[[Case], Resolution | None]
STEPS: tuple[Step, ...] = (
    by_code,
    at_address,
    empty,
    elsewhere,
    nearest,
    figure,
    background,
    of_region,
    members,
    served,
    of_kind,
    covering,
    named,
)
"""Asked in this order; the first that settles the question wins."""


def resolve(case: Case) -> Resolution:
    """Settles a question; of one that asks the same of several things each part by itself."""
    case = in_common_codes(case)
    return each(case, settle) or settle(case)


def settle(case: Case) -> Resolution:
    """Settles a question that asks one thing."""
    for step in STEPS:
        resolution = step(case)
        if resolution is not None:
            whole = as_whole(resolution, case.question, case.directory)
            return as_number(whole, case.question, case.directory)
    return Resolution("unknown", "nothing", "no word of it names anything here", 0.0)
