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
    "once_more": "I was interrupted. Here it is, in case you do not have it yet:",
    # answer channels
    "here_usage": "Type {command} here on, {command} here off or {command} here confident-only.",
    "here_on": "{user} asked me to listen here: I answer questions when I am sure, in a thread and once. "
    "To stop me: {command} here off",
    "here_confident-only": "{user} asked me to listen here: I answer questions when I am certain of one answer, in a thread "
    "and once. To stop me: {command} here off",
    "here_off": "{user} asked me not to listen here any more. Mention me when you need me.",
    "here_now_off": "I do not listen here: I answer when I am mentioned. {command} here on lets me.",
    "here_now_on": "I listen here: I answer questions when I am sure. {command} here off stops me.",
    "here_now_confident-only": "I listen here: I answer questions when I am certain of one answer. {command} here off stops "
    "me.",
    "here_curators": "Only the curators of this directory can change that.",
    "here_invite": "I am not in this conversation. Invite me first (/invite @{bot}), then type that again.",
    "here_deaf": "I may not read messages in channels here. An administrator can grant it: scopes channels:history and "
    "groups:history.",
    "here_direct": "That is for channels; here I always answer.",
    # Home
    "home_about": "{about}.",
    "home_ask": "Ask in your own words",
    "home_search": "Search by name",
    "home_pins": "Pinned",
    "home_more_pins": "… and {count} more. Unpin what you no longer need.",
    "home_pin_hint": "Open an entry and pin it to have it here.",
    "home_recents": "Looked at lately",
    "home_browse": "Browse",
    "home_open": "Open",
    "home_open_of": "Open {name}",
    "home_back": "← Home",
    "home_back_list": "← Back to the list",
    "home_region": "State or country",
    "home_all": "All states and countries",
    "home_page": "Page {page} of {pages}",
    "home_fresh": "{entries} entries with {facts} facts; the newest is of {newest}.",
    "home_old": "{count} facts are possibly out of date, and are marked so.",
    "pin": "Pin",
    "unpin": "Unpin",
    "hours_yours": "By your clock: {hours}",
    # search
    "search_title": "Search the directory",
    "search_kind": "What kind of thing",
    "search_kinds": "What kinds of things",
    "search_all": "Everything",
    "search_entry": "Name, place or code",
    "search_letters": "Type the first letters",
    "search_hint": "What you choose is shown here, with all that can be done with it.",
    "search_new": "New search",
    # contacts in a message
    "found_title": "Contacts found",
    "found_some": "In that message I found:",
    "found_none": "I found no contact of this directory in that message. Search for one by name, or ask in your own words.",
    "found_show": "Show",
    "found_show_of": "Show {name}",
    "sources": "Sources",
    # links
    "unfurl_several": "The {title} has {count} entries from this page:",
    "unfurl_more": "… and {count} more. Ask me for one by name.",
    # the agent's tab
    "prompts": "Ask in your own words, for example:",
}
"""The sentences, by key."""
