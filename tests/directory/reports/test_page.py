from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import ConsoleMessage, Page, Request

from bot.directory.concerns import Sort, concerns
from bot.directory.loader import load
from bot.directory.reports.counts import report
from bot.directory.reports.page import WEAKEST, rendered, share, step
from tests.browser.launch import launched
from tests.directory.museum import write_museum
from tests.directory.recount import Raw, recount

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TODAY = date(2026, 11, 22)
Element = ET.Element


@dataclass(frozen=True)
class Written:
    """A report, how its text and elements read, and what is in the files by a second reading."""

    folder: Path
    text: str
    page: Element
    raw: Raw


def written(folder: Path) -> Written:
    raw = recount(folder)
    directory = load(folder)
    text = rendered(directory, report(directory, raw.questions), concerns(directory, TODAY), TODAY)
    return Written(folder, text, ET.fromstring(text), raw)


@pytest.fixture(scope="module", params=["museum", "knowledge"])
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(KNOWLEDGE if request.param == "knowledge" else write_museum(tmp_path_factory.mktemp("museum")))


def words(element: Element | None) -> str:
    """What one reads of an element, tooltips and hidden words included."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def section(page: Element, id: str) -> Element:
    found = page.find(f".//section[@aria-labelledby='{id}']")
    assert found is not None
    return found


def rows(table: Element | None) -> Iterator[list[Element]]:
    assert table is not None
    for row in table.iterfind("tbody/tr"):
        yield list(row)


def numbers(text: str) -> list[int]:
    return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text)]


def per_cent(part: int, whole: int) -> str:
    if part == whole:
        return "100%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%" if part else "0%"


def sort_number(page: Element, sort: Sort) -> int:
    titles = [words(title) for title in section(page, "warnings").iterfind(".//h3")]
    return next((numbers(title)[0] for title in titles if title.endswith(f" {sort.value}")), 0)


# --- every number


def test_the_title_names_the_directory_and_the_day(one: Written) -> None:
    title = one.raw.directory["title"]
    assert words(one.page.find(".//h1")) == title
    assert words(one.page.find(".//title")) == f"{title}: report of 22 November 2026"
    assert words(one.page.find(".//header//time")) == "22 November 2026"


def test_the_headlines_are_what_a_second_reading_counts(one: Written) -> None:
    told = {words(div.find("dt")): words(div.find("dd")) for div in one.page.iterfind(".//dl[@id='headlines']/div")}
    raw, current = one.raw, one.raw.current
    official = sum(fact.standing == "official" for fact in current)
    wanted = [
        e for e in raw.entries if "phone" in raw.kinds[e.kind]["attributes"] and raw.kinds[e.kind].get("elsewhere") != "true"
    ]
    reached = sum(bool(e.current("phone") or e.current("email")) for e in wanted)
    history = sum(len(e.facts) for e in raw.entries) - len(current)
    of_age = ("phone", "email", "address", "url")
    dated = 0
    for entry in raw.entries:
        kind = raw.kinds[entry.kind]
        contacts = [a for a in kind["attributes"] if raw.attributes[a]["type"] in of_age and entry.current(a)]
        dated += bool("shelf_life_days" in kind and contacts and entry.current(contacts[0])[0].as_of)
    fresh = dated - sort_number(one.page, Sort.PAST_SHELF_LIFE)
    assert told == {
        "entries": f"{len(raw.entries):,} of {len(raw.kinds)} kinds",
        "current facts": f"{len(current):,} and {history} kept as history",
        "sources": f"{len(raw.sources)} each fact names its own",
        "official": f"{per_cent(official, len(current))} {official:,} facts from official sources",
        "can be reached": f"{per_cent(reached, len(wanted))} {reached:,} of {len(wanted):,} have a phone or e-mail",
        "in their shelf life": f"{per_cent(fresh, dated)} {fresh:,} of {dated:,} with a dated contact",
    }


def test_the_coverage_of_each_kind_is_what_a_second_reading_counts(one: Written) -> None:
    raw = one.raw
    table = section(one.page, "coverage").find(".//table")
    assert table is not None
    labels = {attribute["label"]: id for id, attribute in raw.attributes.items()}
    columns = [labels[words(th)] for th in list(table.iterfind("thead/tr/th"))[2:]]
    plurals = {kind["plural"]: id for id, kind in raw.kinds.items()}
    asked = 0
    for name, all_, *cells in rows(table):
        kind = plurals.pop(words(name))
        entries = [entry for entry in raw.entries if entry.kind == kind]
        assert words(all_) == f"{len(entries):,}"
        for attribute, cell in zip(columns, cells, strict=True):
            having = sum(bool(entry.current(attribute)) for entry in entries)
            expected = f"{having:,} {per_cent(having, len(entries))}" if attribute in raw.kinds[kind]["attributes"] else ""
            assert words(cell) == expected, (kind, attribute)
            asked += bool(expected)
    assert not plurals
    parts = {id for id, attribute in raw.attributes.items() if attribute["type"] == "parts"}
    assert asked == sum(len(set(kind["attributes"]) - parts) for kind in raw.kinds.values())


def test_the_ages_are_what_a_second_reading_counts(one: Written) -> None:
    expected = Counter((fact.as_of[:4] or "undated", fact.standing) for fact in one.raw.current)
    years = {year for year, _ in expected if year != "undated"}
    told = []
    for year, bar, all_, *each in rows(section(one.page, "age").find(".//table")):
        counted = [expected.pop((words(year), standing), 0) for standing in ("official", "secondary", "unofficial")]
        assert [numbers(words(cell)) for cell in each] == [[n] for n in counted]
        assert numbers(words(all_)) == [sum(counted)]
        drawn = [rect.get("class") for rect in bar.iterfind("svg/rect")]
        assert drawn == [s for s, n in zip(("official", "secondary", "unofficial"), counted, strict=True) if n]
        told.append(words(year))
    assert not expected
    assert told == [str(y) for y in range(int(max(years)), int(min(years)) - 1, -1)] + ["undated"]


def test_bars_are_as_long_as_their_numbers_say(one: Written) -> None:
    lengths = {}
    for year, bar, all_, *_ in rows(section(one.page, "age").find(".//table")):
        rects = list(bar.iterfind("svg/rect"))
        lengths[words(year)] = (numbers(words(all_))[0], sum(float(r.get("width", "")) for r in rects), len(rects))
        ends = [float(r.get("x", "")) for r in rects] + [sum(float(r.get("width", "")) for r in rects)]
        assert ends == sorted(ends) and ends[-1] <= 1000 + 4 * len(rects)
    most = max(total for total, *_ in lengths.values())
    for total, length, pieces in lengths.values():
        assert abs(length - 1000 * total / most) <= 4 * pieces + 0.1


def test_the_maps_say_how_many_stand_where(one: Written) -> None:
    raw = one.raw
    told = {words(figure.find(".//h3")): figure for figure in section(one.page, "map").iterfind("figure")}
    assert list(told) == ["United States", "The world"]
    by_state = Counter(state for entry in raw.entries if (state := entry.place.get("state", "")).startswith("US-"))
    by_country = Counter(filter(None, map(raw.country, raw.entries)))
    names = load(one.folder).places.names
    for figure, counted in zip(told.values(), (by_state, by_country), strict=True):
        listed = {words(li.find("span")): numbers(words(li.find("b")))[0] for li in figure.iterfind("ul/li")}
        assert listed == {names[code]: number for code, number in counted.items()}
        assert list(listed.values()) == sorted(listed.values(), reverse=True)
        assert numbers(words(figure.find("figcaption/span")))[:2] == [counted.total(), len(counted)]
        in_tooltips = Counter[str]()
        for title in figure.iterfind(".//svg/g[@class='shapes']/path/title"):
            name, _, number = words(title).rpartition(": ")
            in_tooltips[name] += int(number)
        assert +in_tooltips <= Counter(listed)
        on_map = Counter(words(text) for text in figure.iterfind(".//svg/g[@class='numbers']/text"))
        assert on_map <= Counter(f"{n:,}" for n in listed.values())
    pins = [words(t) for t in section(one.page, "map").iterfind(".//svg/g[@class='pins']/circle/title")]
    assert Counter(pins) == Counter(" ".join(entry.name.split()) for entry in raw.entries if "lat" in entry.place)
    unplaced = sum(not raw.country(entry) for entry in raw.entries)
    assert numbers(words(section(one.page, "map").find("p[@class='note']"))) == [unplaced]


def test_warnings_add_up_by_sort_and_kind(one: Written) -> None:
    part = section(one.page, "warnings")
    total = 0
    for card in part.iterfind(".//li"):
        number = numbers(words(card.find("h3")))[0]
        in_kinds = [numbers(words(span.find("b")))[0] for span in card.iterfind("p[@class='kinds']/span")]
        assert number == sum(in_kinds) > 0
        assert in_kinds == sorted(in_kinds, reverse=True)
        total += number
    assert numbers(words(part.find("p[@class='lead']"))) == [total]
    assert total == len(concerns(load(one.folder), TODAY))


def test_the_weakest_come_first_each_with_its_place_in_the_files(one: Written) -> None:
    table = section(one.page, "weakest").find(".//table")
    found = concerns(load(one.folder), TODAY)
    weak = {id for concern in found for id in concern.entries}
    sorts = []
    for name, what, where in rows(table):
        file, _, line = words(where).rpartition(":")
        at = (one.folder / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        entry = next(entry for entry in one.raw.entries if entry.id == at.split("id:")[1].strip())
        kind = one.raw.kinds[entry.kind]["label"]
        assert words(name) == f"{entry.name} {kind}"
        expected = sorted(f"{c.sort.value} {c.what}".strip() for c in found if entry.id in c.entries)
        assert sorted(words(li) for li in what.iterfind("ul/li")) == [" ".join(text.split()) for text in expected]
        sorts.append(len({words(li.find("b")) for li in what.iterfind("ul/li")}))
    assert len(sorts) == min(len(weak), WEAKEST)
    assert sorts == sorted(sorts, reverse=True)
    lead = numbers(words(section(one.page, "weakest").find("p[@class='lead']")))
    assert lead == ([WEAKEST, len(weak)] if len(weak) > WEAKEST else [len(weak)])


def test_the_foot_counts_the_whole(one: Written) -> None:
    raw = one.raw
    foot = words(one.page.find(".//footer/p"))
    facts = sum(len(entry.facts) for entry in raw.entries)
    assert (
        f"22 November 2026: {len(raw.kinds)} kinds, {len(raw.entries):,} entries, {facts:,} facts, "
        f"{len(raw.sources)} sources, {raw.languages} languages, {raw.questions} example questions." in foot
    )


@pytest.mark.parametrize(
    ("part", "whole", "told", "shade"),
    [
        *[(0, 5, "0%", 0), (5, 5, "100%", 5), (1, 1000, "1%", 1), (999, 1000, "99%", 4), (0, 0, "–", 5)],
        *[(24, 100, "24%", 1), (25, 100, "25%", 2), (50, 100, "50%", 3), (75, 100, "75%", 4), (1, 3, "33%", 2)],
    ],
)
def test_a_share_is_nothing_or_all_only_when_it_is(part: int, whole: int, told: str, shade: int) -> None:
    assert (share(part, whole), step(part, whole)) == (told, shade)


# --- one file that asks for nothing and takes everything as text


class Strict(HTMLParser):
    """Fails on a tag that is not closed where it should be, or closed but never opened."""

    VOID = frozenset({"meta", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID or "svg" in self.open, f"<{tag}/> is no way to close it in HTML"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_reads_alike_as_html_and_as_xml(one: Written) -> None:
    parser = Strict()
    parser.feed(one.text)
    parser.close()
    assert not parser.open
    assert one.text.lstrip().startswith("<!DOCTYPE html>")
    ids = [element.get("id") for element in one.page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("aria-labelledby") for e in one.page.iter() if e.get("aria-labelledby")} <= set(ids)


def test_every_picture_is_sound(one: Written) -> None:
    pictures = list(one.page.iter("svg"))
    assert pictures
    for picture in pictures:
        assert re.fullmatch(r"0 0 \d+ \d+", picture.get("viewBox", ""))
        assert picture.get("aria-label") or picture.get("aria-hidden") == "true"
        for shape in picture.iter():
            for key in set(shape.keys()) & {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height"}:
                assert re.fullmatch(r"-?\d+(\.\d+)?", shape.get(key, "")), (shape.tag, key)


def test_the_page_asks_for_nothing_and_runs_nothing(one: Written) -> None:
    policy = one.page.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None and policy.get("content", "").startswith("default-src 'none';")
    forbidden = {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "image",
        "use",
        "audio",
        "video",
        "base",
        "foreignObject",
    }
    for element in one.page.iter():
        assert element.tag not in forbidden
        for key, value in element.items():
            assert not key.startswith("on") and key not in ("src", "srcset", "style", "action")
            assert key != "href" or element.tag == "a" or value == "data:,"
            assert "://" not in value
    (style,) = one.page.iter("style")
    assert "url(" not in (style.text or "") and "@import" not in (style.text or "") and "&" not in (style.text or "")


def test_the_page_is_small(one: Written) -> None:
    assert len(one.text.encode()) < 1_000_000


NASTY = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)> & \"two\" 'one' {{ 7 * 7 }} {% raw %}"


def test_markup_in_the_files_stays_text(tmp_path: Path) -> None:
    write_museum(tmp_path)
    quoted = "'" + NASTY.replace("'", "''") + "'"
    for file, old, new in [
        ("directory.yaml", "title: Lantern Museum directory", f"title: {quoted}"),
        ("directory.yaml", "about: Houses, halls,", f"about: {quoted} #"),
        ("kinds.yaml", "plural: houses", f"plural: {quoted}"),
        ("kinds.yaml", "label: house\n", f"label: {quoted}\n"),
        ("kinds.yaml", "label: Shelf mark", f"label: {quoted}"),
        ("houses/houses.yaml", "name: Harbour House", f"name: {quoted}"),
        ("houses/houses.yaml", "phone: (207) 555-0110", f"phone: {{value: (207) 555-0110, note: {quoted}}}"),
        ("language/places.yaml", "[Maine, ME]", f"[{quoted}, Maine]"),
    ]:
        path = tmp_path / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    one = written(tmp_path)
    test_the_page_asks_for_nothing_and_runs_nothing(one)
    test_the_page_reads_alike_as_html_and_as_xml(one)
    plain = " ".join(NASTY.split())
    assert words(one.page.find(".//h1")) == plain
    assert words(one.page.find(".//title")).startswith(plain)
    assert words(one.page.find(".//header//p[@class='about']")) == plain
    shown = [words(element) for element in one.page.iter() if element.tag in ("th", "title", "li", "span")]
    assert sum(plain in text for text in shown) >= 8


def test_a_fact_base_without_weakness_says_so(tmp_path: Path) -> None:
    directory = load(write_museum(tmp_path))
    page = ET.fromstring(rendered(directory, report(directory, 3), (), TODAY))
    assert "nothing is weak" in words(section(page, "warnings"))
    assert page.find(".//section[@aria-labelledby='weakest']") is None


# --- in the browser

CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const painted = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1)
    return Array.from(canvas.getImageData(0, 0, 1, 1).data) }
  const seen = new Map()
  const rgba = color => seen.get(color) ?? seen.set(color, painted(color)).get(color)
  const light = color => { const [r, g, b] = rgba(color).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b }
  const behind = element => { for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor
    if (rgba(color)[3] === 255) return color }
    return getComputedStyle(document.body).backgroundColor }
  const found = []
  let looked = 0
  for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const element = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('title, style, .unseen')) continue
    const style = getComputedStyle(element), drawn = element.tagName === 'text'
    const on = drawn ? (style.stroke === 'none' ? behind(element) : style.stroke) : behind(element)
    const [a, b] = [light(drawn ? style.fill : style.color), light(on)].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700)
    looked += 1
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${element.tagName} ${element.textContent.trim()}`)
  }
  return [looked, found]
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """A page that shows one report after the other."""
    async with launched() as browser:
        yield await browser.new_page()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
async def test_it_is_legible_in_the_browser(page: Page, one: Written, tmp_path: Path, width: int, scheme: str) -> None:
    file = tmp_path / "report.html"
    file.write_text(one.text, encoding="utf-8")
    await page.set_viewport_size({"width": width, "height": 900})
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    complaints: list[str] = []
    asked: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def requested(request: Request) -> None:
        asked.append(request.url)

    page.on("console", heard)
    page.on("request", requested)
    await page.goto(file.as_uri())
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    looked, faint = await page.evaluate(CONTRAST)
    assert looked > 100 and not faint
    page.remove_listener("console", heard)
    page.remove_listener("request", requested)
    assert not complaints
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
