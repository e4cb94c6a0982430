"""From which number on something is believed: every threshold of the search and of the steps that settle a question."""

from __future__ import annotations

ANSWER = 0.55
"""A candidate below this score is never given as the answer."""
ANSWER_OF_KIND = 0.43
"""The same for a candidate of the kind asked for, all but wholly named."""
ANSWER_BY_FACTS = 0.6
"""The same for a candidate that only words of its facts and its place speak for."""
ALONE = 0.15
"""How far a candidate of the kind asked for must stand before all others to be believed by its facts alone."""
OFFER = 0.33
"""A candidate below this score is not even offered."""
THERE = 0.45
"""From this score on something is named well enough to say that it has nothing of the kind asked for."""
MARGIN = 0.09
"""Candidates whose scores are closer than this are equally good."""
NAMED = 0.5
"""The least share of its name by which an entry counts as named."""
WHOLLY = 0.9
"""The share of its name from which on an entry counts as all but wholly named."""
MISTYPED = 0.75
"""The same with a typing error or two."""
IN_FULL = 0.95
"""The share of its name from which on nothing of it is missing."""
PARTLY = 0.3
"""The least share of its name by which an entry may be the thing that something else is asked of."""
AWAY = 0.65
"""The least share of a question's words that such a thing explains if it does not stand in the place named beside it."""
AROUND = 250
"""Miles from an airport within which an entry may be meant by its code alone."""
AT = 40
"""Miles from an airport within which an entry is the airport's own; beyond, the airport has none."""
BY_NAME = 0.2
"""The least share of its name by which the name speaks for an entry, not its facts alone."""
FIGURE = 0.6
"""The least share of its name by which a figure is asked for."""
FIGURE_OF_DATE = 0.35
"""The same in a question that counts and names a date."""
FIGURE_EXPLAINS = 0.65
"""The least share of a question's words that the figure asked for explains."""
SAME_WORDS = 0.02
"""Candidates that explain shares of the question closer than this explain the same."""
SAME_NAME = 0.05
"""Candidates with shares of their names closer than this are equally named."""
MET = 0.7
"""The likeness from which on a word was met for certain."""
MORE_WORDS = 2
"""How many more words of its name must be met for a candidate to be better than one that is met by the rest of them."""
HAS_IT, LABELLED, FULL_NAME = 0.04, 0.06, 0.1
"""Added to the score of an entry that has what is asked for, that has it under a label typed, whose full name was typed."""
CANNOT_HAVE_IT = -0.2
"""Added to the score of an entry of a kind that cannot have what is asked for."""
STANDS_ELSEWHERE = -0.35
"""Added to the score of an entry that does not stand in the place said right behind its name."""
SAID_IN_PASSING = -0.15
"""Added to the score of an entry in whose name stands no word typed but everyday ones, and that is not all of the name."""
SORT_UNSAID = -0.5
"""The same for one whose name was said all but the word for its sort of thing: "gas", of a gas office."""
AHEAD = 0.25
"""A lead over all others from which on it adds nothing to the confidence."""
NEARLY = 0.85
"""How near to an answer's score a thing must come that something else is asked of, as a share."""
CLEARLY = 3
"""How many times as big as the next a place must be to be the one meant by its name."""
