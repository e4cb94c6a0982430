"""Nothing that a person types, and nothing that stands in the fact base, becomes a mention, a link or formatting."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from bot.directory.export import FORMATS
from bot.slack.browsing.pages import ASK
from bot.slack.browsing.searching import ENTRY
from bot.slack.manifest import FIND, SEARCH
from bot.slack.rendering.forms import SEEN, VALUE, WHICH
from bot.workspace.carrying.record import Entry
from bot.workspace.holding.cast import ALEX
from tests.attacks.target import Target, target
from tests.attacks.test_requests import COMMAND
from tests.directory.museum import FILES

pytestmark = pytest.mark.asyncio(loop_scope="module")

TRICKS = {
    "everybody here": "<!here> zorblax",
    "everybody in the channel": "<!channel|zorblax>",
    "a group": "<!subteam^S0123456|@zorblax>",
    "a date that says something else": "<!date^0^zorblax^https://evil.example|zorblax>",
    "a person": "<@U0SAM000002> zorblax",
    "a channel": "<#C0LOCAL0002|zorblax>",
    "a link dressed as a number": "<https://evil.example|(207) 555-0110> zorblax",
    "a link to write to": "<mailto:evil@evil.example|zorblax>",
    "a link to call": "<tel:+19005550100|zorblax>",
    "a link that begins a program": "<slack://zorblax|zorblax> <javascript:alert(1)|zorblax>",
    "escaped once": "&lt;!channel&gt; zorblax",
    "escaped twice": "&amp;lt;!channel&amp;gt; zorblax",
    "in full-width signs": "＜!channel＞ zorblax",
    "bold and italic": "*zorblax* _zorblax_ ~zorblax~",
    "code": "`zorblax` ```zorblax```",
    "a quotation": "&gt; zorblax\n> zorblax",
    "emoji": ":zorblax: :rotating_light:",
    "turned round": "zorblax \u202egpj.exe\u202c \u2066zorblax\u2069",
    "marks of direction": "zor\u200eblax \u200fzorblax\u061c",
    "nothing wide": "zor\u200bblax\u2060 <\u200b!channel>",
    "a soft hyphen": "zor\u00adblax <\u00ad!channel>",
    "letters that are tags": "zorblax\U000e0041\U000e0042",
    "line and paragraph": "zorblax\u2028<!channel>\u2029zorblax",
    "controls": "zorblax\x00\x07\x1b[31m\x7f\x9b",
    "half a character": "zorblax \ud800",
    "HTML": "<script>zorblax</script> <img src=x onerror=zorblax>",
    "a template": "{zorblax} %s {{7*7}} ${7*7}",
    "a formula": '=HYPERLINK("https://evil.example","zorblax")',
}
"""What somebody may type, or write into the fact base. ``zorblax`` is nothing that the museum knows."""

HOSTILE = "*Zorblax* _House_ <!channel> <@U0SAM000002> <https://evil.example|click> :tada: `x`"
FACTS = f"""\
kind: house
source: zorblax
as_of: 2026-05-01
entries:
  - id: house/zorblax
    name: '{HOSTILE}'
    aliases: ['zorblax <!here>', '*gribble*']
    note: '{HOSTILE} \u200fgpj.exe'
    phone: {{value: (207) 555-0177, label: '{HOSTILE}'}}
    keeper: ['=cmd|calc!A1 {HOSTILE}', "+zorblax\u200b"]
    address: '{HOSTILE} 1 Quay Street'
"""
SOURCE = (
    f"  zorblax: {{title: '{HOSTILE}', url: 'https://lantern-museum.example.org/z', date: 2026-05-01, standing: official}}\n"
)

SENTENCE = "<!channel> <@U0SAM000002> <https://evil.example|click>"
SAY = f"""\
say:
  shared: '{SENTENCE} {{user}}'
  here_on: '{SENTENCE} {{user}} {{command}}'
  report_told: '{SENTENCE} {{user}} {{name}}'
  source: '*zorblax* {SENTENCE} {{what}}'
  call: '{SENTENCE}'
  worked: '{SENTENCE} zorblax\u200f'
"""

LIVE = re.compile(r"<(?!@U0ALEX00001>)[@!#]|<(https?://|mailto:[^|>]*@)evil|<tel:\+1900|<(javascript|slack):", re.I)
"""What Slack would act on, wherever it reads escapes; the person who asks may be named."""
FORMATTED = re.compile(r"[*_~]zorblax[*_~]|`zorblax|\*Zorblax\*|_House_|:tada:|:rotating_light:|`x`", re.IGNORECASE)
"""What Slack would format, wherever it reads formatting."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Target]:
    """A bot whose fact base has been got at."""
    also = {
        "zorblax.yaml": FACTS,
        "sources.yaml": FILES["sources.yaml"] + SOURCE,
        "language/en.yaml": FILES["language/en.yaml"].replace("say:\n", SAY),
    }
    async with target(tmp_path_factory.mktemp("museum"), also) as bot:
        yield bot


def sent(bot: Target, since: int) -> Iterator[Entry]:
    """What the bot sent since an entry of this number: calls, answers through response URLs, acknowledgements."""
    for entry in bot.workspace.record:
        if entry.number > since and (entry.kind != "delivery" or isinstance(entry.response, dict)):
            yield entry


def texts(thing: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts with how Slack reads each: mrkdwn, a message's (``text``), or as it stands (the key it is under)."""
    if isinstance(thing, dict):
        if thing.get("type") == "mrkdwn":
            yield "mrkdwn", thing["text"]
            return
        for name, value in thing.items():
            own = name if name != "text" or "type" not in thing else "plain"
            yield from texts(value, own)
    elif isinstance(thing, list):
        for one in thing:
            yield from texts(one, key)
    elif isinstance(thing, str):
        yield key, thing


def harmless(bot: Target, since: int) -> None:
    """Nothing that was sent since then is live, and nothing in it is hidden."""
    entries = list(sent(bot, since))
    assert entries, "something was said"
    for entry in entries:
        payload = entry.response if entry.kind == "delivery" else entry.request
        for read_as, text in texts(payload):
            if read_as in ("private_metadata", "value"):
                continue  # what only the bot reads again
            hidden = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")} - {
                "\n",
                "\r",
                "\u200d",
            }
            assert not hidden, (entry.name, text)
            if read_as in ("mrkdwn", "text", "initial_comment"):
                assert not LIVE.search(text), (entry.name, text)
            if read_as == "mrkdwn":
                assert not FORMATTED.search(re.sub(r"<https://[^|>]*\|", "", text)), (entry.name, text)


async def _typed(bot: Target, text: str, where: str) -> None:
    slack = bot.workspace
    match where:
        case "a direct message":
            await slack.dm(text, raw=True)
        case "a mention":
            await slack.says(f"<@{slack.bot.id}> {text}", raw=True)
        case "a command":
            await slack.slash("/directory", text)
        case "Home":
            await slack.opens_home()
            await bot.quiet()
            home = slack.home()
            assert home
            await slack.press_in(home, ASK, text)
        case "the search":
            await slack.shortcut(SEARCH)
            await bot.quiet()
            await slack.suggests(slack.modals()[-1], ENTRY, text)
        case "somebody's message":
            await slack.message_shortcut(await slack.says(text, raw=True), FIND)
        case "a report":
            await slack.asks("phone for harbour house")
            await bot.quiet()
            await slack.press(slack.messages()[-1], "More")
            await bot.quiet()
            await slack.press(slack.messages()[-1], "Report a change")
            await bot.quiet()
            await slack.submits(slack.modals()[-1], {WHICH: {WHICH: "#"}, VALUE: {VALUE: text}, SEEN: {SEEN: text}})
    await bot.quiet()
    while slack.modals():
        await slack.closes(slack.modals()[-1], all=True)


WHERE = ["a direct message", "a mention", "a command", "Home", "the search", "somebody's message", "a report"]


@pytest.mark.parametrize("what", TRICKS)
async def test_what_is_typed_stays_text_everywhere(what: str, bot: Target) -> None:
    for where in WHERE:
        if "\ud800" in TRICKS[what] and where == "a command":
            continue  # cannot be written into a form
        since = list(bot.workspace.record)[-1].number
        await _typed(bot, TRICKS[what], where)
        harmless(bot, since)


QUESTIONS = [
    "zorblax",
    "phone for zorblax",
    "who keeps zorblax",
    "address of zorblax",
    "list of houses",
    "gribble",
    "house phone",
]


@pytest.mark.parametrize("question", QUESTIONS)
async def test_what_stands_in_the_fact_base_stays_text_everywhere(question: str, bot: Target) -> None:
    since = list(bot.workspace.record)[-1].number
    for where in WHERE[:-1]:
        await _typed(bot, question, where)
    harmless(bot, since)
    assert "Zorblax" in json.dumps([entry.request for entry in sent(bot, since)]), "it was shown"


async def test_every_button_of_a_hostile_entry_stays_harmless(bot: Target) -> None:
    slack = bot.workspace
    since = list(slack.record)[-1].number
    await slack.asks("phone for zorblax")
    await bot.quiet()
    await slack.press(slack.messages()[-1], "More")
    await bot.quiet()
    card = slack.messages()[-1]
    for button in ("Copy text", "Save contact", "Report a change", "share_to"):
        await slack.press(card, button)
        await bot.quiet()
    await slack.press(card, "vote", option="It didn't")
    await bot.quiet()
    harmless(bot, since)
    (file,) = [file for file in slack.files.values() if "zorblax" in file.name]
    assert re.fullmatch(r"[a-z0-9-]+\.vcf", file.name)
    lines = (file.body or b"").decode().replace("\r\n ", "").split("\r\n")
    broken_out = [line for line in lines if not re.match(r"(item\d+\.)?[A-Za-z-]+(;[A-Z=,]+)?:|$", line)]
    assert not broken_out


async def test_no_export_of_a_hostile_entry_computes_or_breaks_out(bot: Target) -> None:
    directory = bot.desk.directory
    entries = [directory.entries["house/zorblax"]]
    table = "".join(FORMATS["csv"](directory, entries))
    assert "'=cmd|calc!A1" in table and not re.search(r'(^|,)"?[=@]', table, re.MULTILINE)
    assert json.loads("".join(FORMATS["json"](directory, entries)))[0]["name"] == HOSTILE


async def test_what_is_no_name_of_a_command_stays_text(bot: Target) -> None:
    since = list(bot.workspace.record)[-1].number
    command = {"command": "/directory<!channel>*zorblax*", "text": "here on", "trigger_id": "name.1"}
    assert (await bot.send("slash_commands", COMMAND | command))[0] == 200
    await bot.quiet()
    assert "&lt;!channel&gt;*zorblax*" in json.dumps([entry.request for entry in sent(bot, since)]), "the channel was told"
    harmless(bot, since)


async def test_nobody_is_named_but_who_pressed(bot: Target) -> None:
    slack = bot.workspace
    await slack.slash("/directory", "<@U0SAM000002> <!channel> zorblax", user=ALEX)
    await bot.quiet()
    named = re.findall(r'"type": "user", "user_id": "(\w+)"', json.dumps([entry.request for entry in sent(bot, 0)]))
    assert set(named) == {ALEX.id}, "whoever reported a change is named to the curators, and nobody else ever"
