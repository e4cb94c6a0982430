"""What the surfaces around the answers say, in English: threads, answer channels, Home, search. ``say`` in a language file
puts them in its language.
"""

from __future__ import annotations

from typing import Final

PHRASES: Final = {
    # conversations
    "welcome": "You are welcome.",
    "follow_up": "To go on about this, mention me again in this thread: @{bot} and the hours?",
    "not_there": "I could not answer in that conversation, so here it is:",
    # answer channels
    "here_usage": "Type {command} here on, {command} here off or {command} here confident-only.",
    "here_on": "{user} asked me to listen here: I answer questions when I am sure, in a thread and once. "
    "To stop me: {command} here off",
    "here_confident-only": "{user} asked me to listen here: I answer questions when I am certain of one answer, in a thread "
    "and once. To stop me: {command} here off",
    "here_off": "I no longer listen here; mention me when you need me.",
    "here_now_off": "I do not listen here: I answer when I am mentioned. {command} here on lets me.",
    "here_now_on": "I listen here: I answer questions when I am sure. {command} here off stops me.",
    "here_now_confident-only": "I listen here: I answer questions when I am certain of one answer. {command} here off stops "
    "me.",
    "here_curators": "Only the curators of this directory can change that.",
    "here_invite": "I am not in this conversation. Invite me first (/invite @{bot}), then type that again.",
    "here_deaf": "I may not read messages in channels here. An administrator can grant it: scopes channels:history and "
    "groups:history.",
    "here_direct": "That is for channels; here I always answer.",
}
"""The sentences, by key."""
