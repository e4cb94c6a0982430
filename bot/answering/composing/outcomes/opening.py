"""Whether something is open now, and what time it is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.answering.composing.outcomes.page import Page, moment
from bot.answering.model import Answer, ShownFact
from bot.answering.understanding.normalize import words
from bot.directory.hours import WeeklyHours, days_named, on_days
from bot.directory.language import AHEAD
from bot.directory.model import Entry
from bot.directory.opening import Opening, opening

PARTS_NAMED = 6
"""Parts of an entry that a note names."""
WORKDAYS = 5
"""What is open on no more days of a week than these keeps office hours, and likely keeps holidays, too."""


def open_now(page: Page, entry: Entry, asked: tuple[ShownFact, ...]) -> Answer | None:
    """Whether the entry is open; None where its hours cannot be told from its facts, or the moment is not known."""
    first = next((s for s in asked if s.fact.hours is not None), None)
    now = moment(page.ask)
    if first is None or first.fact.hours is None or now is None:
        return None
    state = opening(first.fact.hours, now)
    holiday = _holiday(page, entry, state.local)
    name = page.words.entry(entry)
    inside = [s.label for s, hours in _of_other_sorts(page, entry, first) if opening(hours, now).open]
    inside += _open_inside(page, entry, now)
    lead = _until(page, name, state)
    if holiday and state.open and _keeps_holidays(first.fact.hours):
        headline, lead = page.words.say("maybe_closed"), page.words.say("by_hours", lead=lead)
    elif inside and not state.open:
        headline = page.words.say("partly_open")
    else:
        headline = page.words.say("is_open" if state.open else "is_closed")
    notes = [page.words.say("today_is", holiday=holiday)] if holiday else []
    notes += [page.words.say("open_inside", names="; ".join(inside[:PARTS_NAMED]))] if inside else []
    notes.append(page.words.say("local_time", time=clock(page, state.local)))
    notes += page.doubts((first,), entry)
    return page.made("answer", headline, lead, tuple(notes), (entry,), asked, page.facts.card(entry), page.resolution.via)


def open_then(page: Page, entry: Entry, asked: tuple[ShownFact, ...]) -> Answer | None:
    """Whether the entry is open on the days named, or at the time; None where none is named, or its hours cannot be told.
    Of hours of several sorts those tell it by which it is open: a crossing is when its office is not.
    """
    first = next((s for s in asked if s.fact.hours is not None), None)
    question, say = page.question, page.words.say
    hours = first.fact.hours if first is not None else None
    days = _days_meant(page, hours) if hours is not None else ()
    if first is None or hours is None or not days:
        return None
    others = _of_other_sorts(page, entry, first)
    first, hours = next(
        (sort for sort in ((first, hours), *others) if any(_opens(sort[1], days, question.time))), (first, hours)
    )
    opens = _opens(hours, days, question.time)
    named = ", ".join(page.words.hours_words.days[day] for day in days)
    if question.time is not None and len(set(opens)) == 1:
        time = f"{question.time // 60:02}:{question.time % 60:02}"
        headline = say("open_at" if opens[0] else "closed_at", days=named, time=time)
    elif any(hours.days[day] for day in days):
        headline = say("open_on", hours=on_days(hours, days, page.words.hours_words))
    else:
        headline = say("closed_on", days=named)
    lead = page.fact_line(first) if others else page.words.entry(entry)
    holidays = _holidays_then(page, entry, hours, days)
    notes = (*holidays, *other_hours(page, entry, asked), *page.doubts((first,), entry))
    return page.made("answer", headline, lead, notes, (entry,), asked, page.facts.card(entry), page.resolution.via)


def other_hours(page: Page, entry: Entry, asked: Sequence[ShownFact]) -> tuple[str, ...]:
    """That parts of an entry keep hours of their own, where hours were asked for, and which of those that words name."""
    wanted = {*page.question.attributes, *(s.fact.attribute for s in asked)}
    kinds = [a for a in wanted if page.directory.attributes[a].type == "hours"]
    inside = (page.directory.entries[i] for i in page.directory.parts.get(entry.id, ()))
    parts = {p: hours for p in inside if (hours := [s for a in kinds for s in page.facts.of(p, a)])}
    if not parts:
        return ()
    said = {w for t in page.question.terms for w, _ in t.spellings} - set(words(entry.name))
    short = {p: p.name.removesuffix(f", {entry.name}") for p in parts}
    meant = [p for p in parts if not said.isdisjoint(words(short[p]))]
    lines = [page.words.say("hours_of", name=short[p], hours=parts[p][0].fact.value) for p in meant[:PARTS_NAMED]]
    rest = [short[p] for p in parts if p not in meant]
    return (*lines, page.words.say("other_hours", names="; ".join(rest[:PARTS_NAMED]))) if rest else tuple(lines)


def _days_meant(page: Page, hours: WeeklyHours) -> tuple[int, ...]:
    """The days of the week named, Monday = 0; with only a time named today there, or any day when all are alike."""
    now = moment(page.ask)
    local = now.astimezone(ZoneInfo(hours.tz)) if now else None
    found: list[int] = []
    for key in page.question.days:
        if key not in AHEAD:
            found += days_named(key)
        elif local is not None:
            found.append((local.weekday() + AHEAD[key]) % 7)
    if not found and page.question.time is not None and not page.question.days:
        found = [local.weekday()] if local is not None else [0] if len(set(hours.days)) == 1 else []
    return tuple(sorted(set(found)))


def _opens(hours: WeeklyHours, days: Sequence[int], time: int | None) -> list[bool]:
    """Whether it opens on each of the days; with a time of day, whether it is open then."""
    return [any(time is None or opens <= time < closes for opens, closes in hours.days[day]) for day in days]


def _of_other_sorts(page: Page, entry: Entry, first: ShownFact) -> list[tuple[ShownFact, WeeklyHours]]:
    """The entry's own hours under other labels than these: of the crossing, where these are the office's."""
    shown = page.facts.card(entry)
    return [(s, s.fact.hours) for s in shown if s.fact.hours is not None and s.label != first.label and not s.fact.former]


def _holidays_then(page: Page, entry: Entry, hours: WeeklyHours, days: tuple[int, ...]) -> tuple[str, ...]:
    """Which of the days named is a holiday, the next time that it comes, of what keeps holidays."""
    now = moment(page.ask)
    if now is None or not _keeps_holidays(hours):
        return ()
    local = now.astimezone(ZoneInfo(hours.tz))
    dates = (local + timedelta(days=(day - local.weekday()) % 7) for day in days if hours.days[day])
    named = ((date, _holiday(page, entry, date)) for date in dates)
    then = ((date, holiday) for date, holiday in named if holiday)
    return tuple(page.words.say("holiday_then", date=f"{date:%Y-%m-%d}", holiday=holiday) for date, holiday in then)


def status(page: Page, entry: Entry, hours: WeeklyHours) -> str:
    """One line on how it stands now; empty where the moment is not known."""
    now = moment(page.ask)
    if now is None:
        return ""
    state = opening(hours, now)
    holiday = _holiday(page, entry, state.local) if state.open and _keeps_holidays(hours) else ""
    told = page.words.say("is_open" if state.open else "is_closed")
    line = page.words.say("state_there", state=told, time=clock(page, state.local))
    return f"{line} {page.words.say('today_is', holiday=holiday)}" if holiday else line


def time_abroad(page: Page, entry: Entry) -> str:
    """What time it is there, for entries in other countries than the directory's own; empty where no zone is on record."""
    now = moment(page.ask)
    if now is None or entry.place.country in ("", page.directory.places.home):
        return ""
    zone = entry.place.tz  # that of its city would have to be looked up in the whole atlas, which nobody asked for
    return page.words.say("local_time", time=clock(page, now.astimezone(ZoneInfo(zone)))) if zone else ""


def time_there(page: Page, entry: Entry) -> str:
    """What time it is where an entry is: ``Sat 14:05 CST``; empty where its time zone or the moment is not known."""
    now = moment(page.ask)
    zone = page.whereabouts.zone(entry) if now else ""
    return clock(page, now.astimezone(ZoneInfo(zone))) if now and zone else ""


def local_time(page: Page) -> Answer | None:
    """What time it is where the entry is; None where its time zone or the moment is not known."""
    entry, now = page.resolution.entries[0], moment(page.ask)
    zone = page.whereabouts.zone(entry) if now else ""
    if now is None or not zone:
        return None
    local = now.astimezone(ZoneInfo(zone))
    lead = page.words.say("time_at", name=page.words.entry(entry), date=clock(page, local), zone=zone)
    hours = next((s for s in page.facts.card(entry) if s.fact.hours is not None), None)
    notes = page.way(entry)
    if hours is not None and hours.fact.hours is not None:
        notes += (status(page, entry, hours.fact.hours),)
    facts = (hours,) if hours else ()
    return page.made("answer", f"{local:%H:%M}", lead, notes, (entry,), facts, page.facts.card(entry), page.resolution.via)


def _open_inside(page: Page, entry: Entry, now: datetime) -> list[str]:
    """Names of the parts of an entry that keep hours of their own and are open."""
    parts = (page.directory.entries[i] for i in page.directory.parts.get(entry.id, ()))
    told = ((part, [f.hours for f in part.facts if f.hours and not f.former]) for part in parts)
    return [p.name.removesuffix(f", {entry.name}") for p, hours in told if any(opening(h, now).open for h in hours)]


def clock(page: Page, local: datetime) -> str:
    """A moment as it reads there: ``Sat 14:05 CST``."""
    return f"{page.words.hours_words.days[local.weekday()]} {local:%H:%M} {local.tzname()}"


def _until(page: Page, name: str, state: Opening) -> str:
    if state.changes is None:
        return page.words.say("always_open" if state.open else "never_open", name=name)
    time = f"{state.changes:%H:%M}"
    if state.open and time == "00:00" and (state.changes.date() - state.local.date()).days == 1:
        time = "24:00"
    elif state.changes.date() != state.local.date():
        time = f"{page.words.hours_words.days[state.changes.weekday()]} {time}"
    return page.words.say("open_until" if state.open else "opens_at", name=name, time=time)


def _holiday(page: Page, entry: Entry, local: datetime) -> str:
    """The holiday there on a day, for entries in the directory's own country."""
    home = page.directory.places.home
    country = entry.place.country or entry.place.state.partition("-")[0]
    return page.whereabouts.world.holiday(home, local.date()) if country == home else ""


def _keeps_holidays(hours: WeeklyHours) -> bool:
    return sum(bool(spans) for spans in hours.days) <= WORKDAYS
