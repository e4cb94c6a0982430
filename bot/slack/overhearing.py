"""What is said in channels without a mention: follow-ups in the bot's own threads, and questions where it may listen.

Who did not ask the bot is answered only when it is sure, and never in a channel shared with another organisation.
"""

from __future__ import annotations

import re
from typing import Any

from bot.answering.model import Answer
from bot.records.model import Listening

SURE = 0.85
"""The least confidence of an answer to a question that was not put to the bot."""
GOING_ON = 0.7
"""The least confidence of an answer to a follow-up in a thread that the bot was asked in."""
CHOICES = 5
"""So many choices are still a help to somebody who did not ask for them."""
HEARD_SECONDS = 30 * 24 * 3600.0
"""How long a thread counts as answered."""

_SOMEBODY = re.compile(r"<[@!][^>]+>")


def may_be_overheard(event: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether a channel's post may be listened to at all: among colleagues, and put to nobody in particular."""
    return not body.get("is_ext_shared_channel") and not _SOMEBODY.search(event.get("text") or "")


def answers_question(answer: Answer, listening: Listening) -> bool:
    """Whether the answer is worth saying to somebody who asked the channel, not the bot."""
    question = answer.question
    asks = bool(question.attributes or question.kinds or question.codes)
    if listening == "off" or not asks or not _is_asked(answer):
        return False
    if answer.outcome == "answer":
        return answer.confidence >= SURE
    if listening == "confident-only":
        return False
    if answer.outcome == "choices":
        return question.names_known and len(answer.rows) <= CHOICES
    return answer.outcome in ("list", "count") and answer.confidence >= SURE


def goes_on(answer: Answer) -> bool:
    """Whether the answer is worth saying to somebody who writes on in a thread that the bot was asked in."""
    question = answer.question
    about = question.attributes or question.kinds or question.codes or question.names_known
    return answer.outcome != "help" and answer.confidence >= GOING_ON and bool(about) and _is_asked(answer)


def _is_asked(answer: Answer) -> bool:
    """Whether it reads like a question: it says so, or every word of it has a part in one."""
    return "?" in answer.question.text or not answer.question.unexplained
