"""Nothing certain: why not, what comes near, whom to ask instead, and what can be asked at all."""

from __future__ import annotations

from bot.answering.composing.outcomes.nearest import detail as nearest_detail
from bot.answering.composing.outcomes.nearest import origin
from bot.answering.composing.outcomes.page import Page
from bot.answering.composing.outcomes.regions import served
from bot.answering.model import Answer, Row
from bot.answering.understanding.normalize import words
from bot.directory.model import Entry

NEAR = 3
"""Entries named that come near."""
NAMES = 0.2
"""The least cost of a word that a near miss is told to lack."""
AROUND = 4
"""Entries named that serve something near a place that none serves."""
EXAMPLES = 3
"""Questions suggested where nothing comes near."""


def unknown(page: Page) -> Answer:
    """Why there is no answer, with the nearest honest pointer."""
    near = page.resolution.entries[:NEAR]
    if page.resolution.reason == "elsewhere":
        return _elsewhere(page, near[0])
    if page.resolution.reason == "not-covered" and (around := _around(page)) is not None:
        return around
    general = page.directory.entries.get(page.directory.general)
    notes = (page.words.say("general", name=page.named_with_phone(general)),) if general else ()
    examples = page.directory.examples.get(page.words.code) or ()
    rows = _near_misses(page, near)
    lead = why_not(page)
    if page.resolution.reason == "none-there" and page.resolution.kind:
        lead += " " + page.words.say("nearest_known")
    return page.made("unknown", "", lead, notes, near, (), (), (), rows, () if rows else examples[:EXAMPLES])


def _near_misses(page: Page, near: tuple[Entry, ...]) -> tuple[Row, ...]:
    """What comes near: how far it is, where that is known, or else why it was not it."""
    resolution = page.resolution
    if resolution.reason == "none-there" and not resolution.kind:
        phones = (page.phone(page.facts.card(e)) for e in near)
        reached = tuple(Row(e, phone.fact.value if phone else "") for e, phone in zip(near, phones, strict=True))
        return page.rows(near) if page.question.attributes else reached
    ways = zip(near, resolution.ways, strict=False)
    measured = tuple(Row(e, nearest_detail(page, e, way)) for e, way in ways)
    return measured + tuple(Row(row.entry, _but(page, row)) for row in page.rows(near[len(measured) :]))


def _but(page: Page, row: Row) -> str:
    """A near miss's detail with why it was not it: the words that name something, and that it has not."""
    entry, places = row.entry, page.directory.places.aliases
    texts = (entry.name, *entry.aliases, *entry.codes, entry.place.city, *places.get(entry.place.state, ()))
    has = {word for text in texts for word in words(text)}
    lacking = (
        term.typed
        for term in page.question.terms
        if term.cost >= NAMES and not (term.everyday or term.kinds or term.tags)
        if has.isdisjoint(word for word, _ in term.spellings)
    )
    typed = " ".join(dict.fromkeys(lacking))
    return ", ".join(filter(None, (row.detail, page.words.say("but", words=typed) if typed else "")))


def _asked_there(page: Page) -> str:
    """The words typed that name something, but not the thing itself."""
    thing = page.resolution.via[0]
    own = {word for name in (thing.name, *thing.aliases, thing.place.city) for word in words(name)}
    terms = (term for term in page.question.terms if term.typed in page.question.mention)
    return " ".join(term.typed for term in terms if own.isdisjoint(word for word, _ in term.spellings))


def _around(page: Page) -> Answer | None:
    """Those of the kind that serve something in the smallest region around a place that none serves."""
    resolution, directory = page.resolution, page.directory
    kind = directory.kinds.get(resolution.kind)
    regions = directory.places.regions
    inside = set(regions[resolution.place].members) if resolution.place in regions else {resolution.place}
    for region in regions.values():
        if inside <= set(region.members):
            serving = (directory.entries[i] for m in region.members for i in directory.covered_by.get(m, ()))
            near = tuple(dict.fromkeys(e for e in serving if kind is None or e.kind == kind.id))[:AROUND]
            if near:
                place, around = page.words.place(resolution.place), page.words.place(region.id)
                sort = page.words.kind(kind) if kind else page.words.say("any_kind")
                lead = page.words.say("near_there", kind=sort, place=place, region=around)
                rows = tuple(Row(e, served(page, e, region.id)) for e in near)
                return page.made("unknown", "", lead, (), near, (), (), (), rows)
    return None


def why_not(page: Page) -> str:
    """Why there is no answer, in a sentence."""
    resolution, say, directory = page.resolution, page.words.say, page.directory
    kind = directory.kinds.get(resolution.kind)
    name = page.words.kind(kind) if kind else ""
    near = resolution.entries
    if resolution.reason == "not-covered":
        return say("not_covered", kind=name or say("any_kind"), place=page.words.place(resolution.place))
    if resolution.reason == "none-there" and not kind:
        return say("none_called", words=_asked_there(page), name=page.words.entry(near[0]))
    if resolution.reason == "none-there":
        of_place = resolution.via[0].name if resolution.via else origin(page, resolution.ways[0].origin)
        return say("none_there", kind=name, name=of_place)
    if resolution.reason == "no-place":
        return say("no_place", kind=name, place=page.words.place(resolution.place))
    if resolution.reason == "nowhere":
        named = " ".join(w.norm for w in page.question.words if w.role == "name")
        return say("no_such_place", name=named) if page.question.mention else say("nowhere")
    if resolution.reason == "unplaced" and kind:
        return say("unplaced", kinds=page.words.kinds(kind))
    if resolution.reason == "no-code":
        return say("no_code")
    if resolution.reason == "rules":
        return say("rules")
    if resolution.reason == "which" and kind and (page.question.operation == "describe" or page.question.compare):
        return say("undescribed", kind=", ".join(page.words.kind(directory.kinds[k]) for k in page.question.kinds))
    if resolution.reason == "which" and kind:
        count = sum(e.kind == kind.id for e in directory.entries.values())
        return say("which_kind", kind=name, count=count)
    if page.question.attributes and not page.question.mention:
        return say("which_fact")
    return say("near") if resolution.reason == "near" and near else say("nothing")


def _elsewhere(page: Page, entry: Entry) -> Answer:
    """Another body's business: who they are and where to find them."""
    card = page.facts.card(entry)
    web = next((s.fact.value for s in card if page.type_of(s) == "url"), "")
    lead = page.words.say("elsewhere_web" if web else "elsewhere", name=entry.name, web=web)
    return page.made("unknown", "", lead, (), (entry,), (), card)


def usage(page: Page) -> Answer:
    """What can be asked, with examples; of one kind, when the question is narrowed to it."""
    directory = page.directory
    kind = next((directory.kinds[k] for k in page.ask.kinds if k in directory.kinds), None)
    examples = directory.examples_in(page.words.code)
    if kind is None and page.resolution.reason == "chat":
        return page.made("help", "", page.words.say("chat", title=directory.title), (), suggestions=examples[:EXAMPLES])
    if kind is None:
        return page.made("help", "", page.words.say("help", about=directory.about), (), suggestions=examples)
    phrases = {words(p) for language in directory.languages.values() for p in language.kinds.get(kind.id, ())}
    examples = tuple(e for e in examples if any(_stands(phrase, words(e)) for phrase in phrases)) or examples
    return page.made("help", "", page.words.say("help_narrow", kinds=page.words.kinds(kind)), (), suggestions=examples)


def _stands(phrase: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a text, one after the other."""
    return any(text[at : at + len(phrase)] == phrase for at in range(len(text) - len(phrase) + 1))
