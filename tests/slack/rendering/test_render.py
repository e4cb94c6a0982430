from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.answering.model import Answer, Row, ShownFact
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks
from bot.slack.rendering.fields import shown_address
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import Message, notice, render, shared, with_small_print
from bot.slack.rendering.words import words
from tests import block_kit
from tests.slack.hand_built import (
    choices_answer,
    count_answer,
    help_answer,
    invented,
    list_answer,
    phone_answer,
    question,
    shown,
    unknown_answer,
)

Json = dict[str, Any]

TRICKS = [
    "<!channel> help",
    "<@U0SAM000002> phone",
    "<https://evil.example|click>",
    "*bold* _italic_ ~struck~",
    "`code` ```block```",
    "> quoted\n> twice",
    ":tada: :+1:",
    "<b>html</b> &amp; <script>alert(1)</script>",
    "'; DROP TABLE offices; --",
    "a: &a [*a, *a]",
    "\u202eevil\u0000\u200b",
]

LIVE = ["<!", "<@", "*bold*", "_italic_", "~struck~", "`", "\n>", "\n&gt;", ":tada:", "<https://evil", "<b>", "\u202e"]


def valid(message: Message) -> Message:
    """The message, judged as Slack would."""
    block_kit.check({"text": message.text, "blocks": message.blocks})
    assert blocks.fits(message.blocks)
    small = [text["text"] for block in message.blocks if block["type"] == "context" for text in block["elements"]]
    assert all(len(text) <= blocks.SMALL_LIMIT for text in small)
    return message


def marked_up(message: Message) -> list[str]:
    """Every text in which Slack reads markup."""
    found: list[str] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, dict):
            if thing.get("type") == "mrkdwn":
                assert thing["verbatim"] is True, "Slack would turn @names and #names into links"
                found.append(thing["text"])
            for value in thing.values():
                walk(value)
        elif isinstance(thing, list):
            for one in thing:
                walk(one)

    walk(message.blocks)
    return found


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def actions(message: Message) -> list[Json]:
    """What can be pressed in rows of their own."""
    return [e for block in message.blocks if block["type"] == "actions" for e in block["elements"]]


def labels(message: Message) -> list[str]:
    """What stands on the buttons, those of the feedback too."""
    found = [e["text"]["text"] for e in actions(message) if e["type"] == "button"]
    for block in message.blocks:
        if block["type"] == "context_actions":
            (both,) = block["elements"]
            found += [both[f"{name}_button"]["text"]["text"] for name in ("positive", "negative")]
    return found


def test_the_asked_for_fact_comes_first_and_large(museum: Directory) -> None:
    message = valid(render(phone_answer(museum), museum))
    assert message.blocks[0] == {
        "type": "header",
        "text": {"type": "plain_text", "text": "(207) 555-0110", "emoji": False},
    }
    assert kinds(message) == ["header", "rich_text", "section", "actions", "context", "context_actions"]


def test_one_fact_is_answered_in_short_with_a_way_to_call_and_to_the_card(museum: Directory) -> None:
    message = valid(render(phone_answer(museum), museum))
    assert message.blocks[2]["text"]["text"] == "<tel:+12075550110|Call>"
    assert labels(message) == ["More", "It worked", "It didn't"]
    assert marked_up(message)[-1].startswith("Source: ")


def test_the_card_has_what_can_be_done_with_it(museum: Directory) -> None:
    message = valid(render(phone_answer(museum), museum, compact=False))
    assert kinds(message) == ["header", "rich_text", *["section"] * 4, "actions", "context", "context_actions"]
    assert labels(message) == ["Save contact", "Copy text", "Report a change", "Share …", "It worked", "It didn't"]
    private = valid(render(phone_answer(museum), museum, compact=False, private=True))
    assert "Share here" in labels(private)


def test_in_a_modal_or_home_there_is_only_what_views_take(museum: Directory) -> None:
    for answer in (phone_answer(museum), list_answer(museum, 30), unknown_answer(), help_answer(), choices_answer(museum)):
        message = render(answer, museum, in_view=True, private=True, compact=False)
        block_kit.check_view({"type": "modal", "title": blocks.plain("x"), "blocks": message.blocks})
        assert not {"table", "context_actions", "markdown"} & set(kinds(message))
        assert "Share here" not in labels(message)
    assert "It worked" in labels(render(phone_answer(museum), museum, in_view=True))


def test_the_complete_answer_stands_in_the_text(museum: Directory) -> None:
    assert render(phone_answer(museum), museum).text == "Phone: Harbour House\n(207) 555-0110"


def test_facts_can_be_called_written_to_found_and_opened(museum: Directory) -> None:
    card = render(phone_answer(museum), museum, compact=False).blocks
    assert card[2]["text"]["text"] == "<tel:+12075550110|Call>", "what stands large is not said again"
    assert [f["text"] for f in card[3]["fields"]] == [
        "*Address*\n1 Quay Street, Portland, ME 04101\n"
        "<https://www.google.com/maps/search/?api=1&amp;query=1%20Quay%20Street%2C%20Portland%2C%20ME%2004101|Map>",
        "*Hours*\nTue–Fri 10:00–17:00, Sat 10:00–12:00 and 13:00–18:00, Sun–Mon closed",
        "*Code*\n0102",
    ]
    assert [block["text"]["text"] for block in card[4:6]] == [
        "*E-mail*\n<mailto:harbour@lantern-museum.example.org|harbour@lantern-museum.example.org>",
        "*Web page*\n<https://www.lantern-museum.example.org/harbour|www.lantern-museum.example.org/harbour>",
    ], "what is long stands alone, so that nothing breaks inside a word"


def test_the_source_and_its_date_stand_in_small_print(museum: Directory) -> None:
    (context,) = [b for b in render(phone_answer(museum), museum).blocks if b["type"] == "context"]
    assert context["elements"][0]["text"] == (
        "Source: <https://www.lantern-museum.example.org/contact|Lantern Museum web site> · as of 2026-05-01"
    )


def test_several_sources_say_which_facts_are_theirs(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    fax = ShownFact(house, house.current("fax")[0], "Fax (loans desk)", old=True)
    answer = replace(phone_answer(museum), card=(fax,))
    assert marked_up(valid(render(answer, museum, compact=False)))[-1].splitlines() == [
        "Phone: <https://www.lantern-museum.example.org/contact|Lantern Museum web site> · as of 2026-05-01",
        "Fax (loans desk): Annual report 2019 · second-hand source · as of 2019 · possibly out of date",
    ]


def test_a_phone_with_extension_and_two_printed_as_one_can_both_be_called(museum: Directory) -> None:
    hill, west = museum.entries["house/hill"], museum.entries["press-desk/west"]
    phones = tuple(ShownFact(e, e.current("phone")[0], "Phone") for e in (hill, west))
    texts = marked_up(valid(render(replace(phone_answer(museum), facts=phones, card=()), museum, compact=False)))
    assert "*Phone*\n<tel:+16195550123;ext=6|619-555-0123 x6>" in texts
    assert "*Phone*\n619-555-0140/0141\n<tel:+16195550140|+16195550140> · <tel:+16195550141|+16195550141>" in texts


def test_choices_are_buttons_that_say_what_tells_them_apart(museum: Directory) -> None:
    message = valid(render(choices_answer(museum, 3), museum))
    rows = [b for b in message.blocks if b["type"] == "section"]
    assert rows[0]["text"]["text"] == "*Whale Hall*\nchoice 0"
    assert rows[0]["accessory"]["accessibility_label"] == "Show Whale Hall"
    assert json.loads(rows[0]["accessory"]["value"]) == {"e": "hall/whale", "a": ["phone"]}


def test_more_choices_than_ten_are_counted(museum: Directory) -> None:
    message = valid(render(choices_answer(museum, 14), museum))
    assert kinds(message) == ["rich_text", *["section"] * 10, "context"]
    assert message.blocks[-1]["elements"][0]["text"].startswith("… and 4 more.")


def test_a_long_list_is_a_table_turned_page_by_page(museum: Directory) -> None:
    answer, asked = list_answer(museum, 23), Pointer(question="list of houses")
    pages = [valid(render(answer, museum, pointer=replace(asked, page=page))) for page in (0, 1, 2, 9)]
    assert [len(p.blocks[1]["rows"]) - 1 for p in pages] == [10, 10, 3, 3]
    turns = [[e for e in actions(p) if e["action_id"].startswith("page:")] for p in pages]
    assert [[e["text"]["text"] for e in row] for row in turns] == [["Next"], ["Earlier", "Next"], ["Earlier"], ["Earlier"]]
    assert Pointer.parse(turns[1][1]["value"]) == replace(asked, page=2)
    assert pages[1].blocks[2]["elements"][0]["text"] == "11–20 of 23"
    assert len({p.text for p in pages}) == 1, "the text has all of it"


def test_the_cards_of_a_lists_entries_can_be_picked(museum: Directory) -> None:
    (menu,) = [e for e in actions(render(list_answer(museum), museum)) if e["type"] == "static_select"]
    assert [o["text"]["text"] for o in menu["options"]] == [row.entry.name for row in list_answer(museum).rows]
    assert Pointer.parse(menu["options"][0]["value"]) == Pointer(entry="hall/whale")


def test_the_columns_of_a_table_are_the_facts_asked_for_and_what_tells_apart_stands_below_the_name(
    museum: Directory,
) -> None:
    houses = [e for e in museum.entries.values() if e.kind == "house"]
    rows = tuple(Row(e, f"{e.current('phone')[0].value}, {e.id}") for e in houses)
    facts = tuple(shown(e, a, museum) for e in houses for a in ("code", "phone"))
    table = valid(render(replace(list_answer(museum), rows=rows, facts=facts), museum)).blocks[1]
    assert [cell["text"] for cell in table["rows"][0]] == ["Name", "Phone", "Code"]
    assert [cell["text"] for cell in table["rows"][2][1:]] == ["619-555-0123 x6", "0103"]
    name, apart = table["rows"][2][0]["elements"][0]["elements"]
    assert (name, apart) == (blocks.span("Hill House", bold=True), blocks.span("\nhouse/hill"))


def test_suggestions_are_buttons_that_ask(museum: Directory) -> None:
    message = valid(render(unknown_answer(), museum))
    button = next(e for e in actions(message) if e["action_id"] == "ask:0")
    assert button["text"]["text"] == "phone for Harbour House"
    assert Pointer.parse(button["value"]) == Pointer(question="phone for Harbour House")


def test_what_is_not_known_can_be_asked_of_the_curators(museum: Directory) -> None:
    button = next(e for e in actions(render(unknown_answer("x" * 5000), museum)) if e["action_id"] == "curators")
    assert Pointer.parse(button["value"]) == Pointer(question="x" * 1000)


def test_help_tells_the_commands_and_asks_in_every_language(museum: Directory) -> None:
    message = valid(render(help_answer(), museum))
    assert labels(message)[-1] == "teléfono de Harbour House"
    assert "/directory, /press, /loans" in json.dumps(message.blocks)


def test_help_for_a_command_says_how_to_use_it(museum: Directory) -> None:
    assert "Type /press and your question" in json.dumps(valid(render(help_answer(), museum, usage="/press")).blocks)


def test_a_private_answer_of_use_to_others_can_be_shared_here(museum: Directory) -> None:
    assert "Share here" not in labels(render(count_answer(museum), museum))
    assert "Share here" not in labels(render(unknown_answer(), museum, private=True))
    asked = Pointer(question="how many", kinds=("house",), context=("house/hill",))
    message = valid(render(count_answer(museum), museum, private=True, pointer=asked))
    button = next(e for e in actions(message) if e["action_id"] == "share")
    assert Pointer.parse(button["value"]) == asked


def test_a_shared_message_names_who_shared_it(museum: Directory) -> None:
    message = valid(shared(render(count_answer(museum), museum), "U0ALEX00001", words(museum)))
    assert marked_up(message)[-1] == "Shared by <@U0ALEX00001>"
    assert message.text.startswith("Shared by <@U0ALEX00001>\n")


def test_an_answer_in_spanish_has_spanish_small_print(museum: Directory) -> None:
    message = valid(render(replace(phone_answer(museum), language="es"), museum))
    assert marked_up(message)[-1].startswith("Fuente: ")


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_becomes_markup(trick: str, museum: Directory) -> None:
    unknown = unknown_answer(trick)
    tricked = replace(unknown, headline=trick, notes=(trick,), suggestions=(trick,), text=trick)
    message = valid(render(tricked, museum))
    assert marked_up(message) == [], "what people type goes where nothing is markup"
    assert "<" not in message.text
    assert not set("\u202e\u0000\u200b") & set(message.text + json.dumps(message.blocks, ensure_ascii=False))


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_in_the_fact_base_becomes_markup(trick: str, museum: Directory) -> None:
    house = replace(museum.entries["house/harbour"], name=trick)
    source = replace(house.facts[0].source, title=trick)
    facts = []
    for attribute in ("phone", "email", "address", "hours", "code", "web", "keeper", "covers"):
        fact = invented(house, attribute, trick, label=trick, note=trick)
        facts.append(replace(fact, fact=replace(fact.fact, source=source)))
        facts.append(replace(facts[-1], label="Plain"))
        facts.append(replace(facts[-1], fact=replace(facts[-1].fact, note="")))
    answer = replace(phone_answer(museum), facts=tuple(facts), card=(), rows=(Row(house, trick),))
    message = valid(render(answer, museum))
    for text in marked_up(message):
        assert not [live for live in LIVE if live in text]


def largest_entry(museum: Directory) -> tuple[Entry, Answer]:
    house = replace(museum.entries["house/harbour"], name="N" * 400)
    countries = ", ".join(f"Country & number {i}" for i in range(400))
    facts = [invented(house, "covers", countries, label="Covers " + "x" * 200, note="n" * 3000) for _ in range(60)]
    facts += [invented(house, "web", "https://example.org/" + "w" * 3500, label="Web") for _ in range(5)]
    facts += [invented(house, "address", "A" * 5000, label="Address") for _ in range(5)]
    facts = [replace(f, fact=replace(f.fact, as_of=f"20{i:02}")) for i, f in enumerate(facts)]
    answer = Answer(
        question("x" * 40_000, attributes=tuple(museum.attributes)),
        "answer",
        0.9,
        headline="H" * 5000,
        lead="L" * 9000,
        notes=("&" * 9000,) * 40,
        entries=(house,),
        facts=tuple(facts[:5]),
        card=tuple(facts),
        rows=tuple(Row(house, "d" * 4000) for _ in range(500)),
        suggestions=("s" * 4000,) * 50,
        text="&" * 100_000,
    )
    return house, answer


def test_the_largest_entry_imaginable_keeps_within_slacks_limits(museum: Directory) -> None:
    _, answer = largest_entry(museum)
    for outcome in ("answer", "choices", "list", "count", "unknown", "help"):
        asked = Pointer(question="x" * 1900)
        for compact in (True, False):
            formed = replace(answer, outcome=outcome)
            valid(render(formed, museum, pointer=asked, private=True, usage="/press", compact=compact))
        message = render(formed, museum, pointer=asked)
        assert len(message.text) <= 4000
        valid(with_small_print(shared(message, "U1", words(museum)), "done"))


def test_no_text_in_small_print_is_longer_than_anybody_takes(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    made = [invented(house, "phone", f"(207) 555-01{i}", label=f"Telephone {i} " + "x" * 100) for i in range(10, 20)]
    far = replace(made[0].fact.source, title="Wharf " * 30, url="https://example.org/" + "w" * 500)
    facts = [replace(f, fact=replace(f.fact, source=far, as_of=f"20{i}")) for i, f in enumerate(made, 10)]
    message = valid(render(replace(phone_answer(museum), facts=tuple(facts), card=()), museum, compact=False))
    assert sum(text.count("example.org") for text in marked_up(message)) > 2, "as many lines as do not fit into one text"


def test_a_long_list_of_places_ends_after_a_whole_one_with_a_count(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    countries = invented(house, "covers", ", ".join(f"Country {i}" for i in range(400)), label="Covers")
    message = valid(render(replace(phone_answer(museum), facts=(countries,), card=()), museum, compact=False))
    (text,) = [t for t in marked_up(message) if t.startswith("*Covers*")]
    listed, more = text.removeprefix("*Covers*\n").rsplit(" … and ", 1)
    assert listed.count("Country") + int(more.split()[0]) == 400
    assert listed.endswith(f"Country {listed.count('Country') - 1}")


def test_a_notice_is_one_plain_line() -> None:
    assert notice("*a* <b>").blocks[0]["elements"][0]["elements"] == [{"type": "text", "text": "*a* <b>"}]
    assert notice("*a* <b>").text == "*a* &lt;b&gt;"


def test_the_facts_read_in_a_list_have_their_sources_too(museum: Directory) -> None:
    houses = [e for e in museum.entries.values() if e.kind == "house"]
    rows = tuple(Row(e, e.current("phone")[0].value) for e in houses)
    facts = tuple(ShownFact(e, e.current("phone")[0], "Phone") for e in houses)
    message = valid(render(replace(list_answer(museum), rows=rows, facts=facts), museum))
    assert "divider" not in kinds(message), "the values stand in the rows; no cards below"
    assert "A visitor's guide · unofficial source · undated" in marked_up(message)[-1]


def test_what_comes_near_can_be_pressed_and_what_is_known_stands_below(museum: Directory) -> None:
    near = replace(unknown_answer(), rows=choices_answer(museum).rows, card=phone_answer(museum).card)
    message = valid(render(near, museum))
    assert kinds(message) == ["rich_text", *["section"] * 3, "rich_text", "actions"]
    assert labels(message)[-2:] == ["More", "Ask the curators"]
    assert "1 Quay Street" in json.dumps(valid(render(near, museum, compact=False)).blocks)


def test_what_must_be_read_with_a_fact_is_said_once_and_like_a_sentence(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    hours = invented(house, "hours", "10:00 to noon", label="Hours", note="the door says noon")
    answer = replace(phone_answer(museum), headline="Open now", facts=(hours,), card=(hours,), notes=("the door says noon",))
    for compact in (True, False):
        shown = json.dumps(valid(render(answer, museum, compact=compact)).blocks)
        assert shown.count("door says noon") == shown.count("The door says noon") == 1


def test_names_with_commas_are_told_apart_in_the_small_print(museum: Directory) -> None:
    named = (("house/hill", "Bath, Maine"), ("house/canal", "Rome, Ohio"))
    places = [replace(museum.entries[id], name=name) for id, name in named]
    facts = tuple(invented(place, "phone", "1") for place in places)
    more = tuple(replace(f, fact=replace(f.fact, source=replace(f.fact.source, id="other"))) for f in facts)
    rows = tuple(Row(place, "1") for place in places)
    message = valid(render(replace(list_answer(museum), rows=rows, facts=(*facts, facts[0], *more)), museum))
    assert marked_up(message)[-1].splitlines()[-1].startswith("Bath, Maine; Rome, Ohio: ")


def test_a_long_name_leaves_room_for_what_tells_a_choice_apart(museum: Directory) -> None:
    long = replace(museum.entries["house/harbour"], name="The House of " + "Many Names " * 20)
    message = valid(render(replace(choices_answer(museum), rows=(Row(long, "border crossing"),)), museum))
    assert message.blocks[1]["text"]["text"].endswith("\nborder crossing")
    assert len(message.blocks[1]["accessory"]["accessibility_label"]) == 75


def test_an_entry_that_is_the_headline_is_not_named_again(museum: Directory) -> None:
    named = replace(phone_answer(museum), headline="Harbour House", lead="")
    message = valid(render(named, museum, compact=False))
    assert json.dumps(message.blocks).count('"Harbour House"') == 1


def test_countries_stand_with_their_flags_and_entries_behind_a_menu(museum: Directory) -> None:
    north, west = museum.entries["loan-office/north"], museum.entries["press-desk/west"]
    covers = [replace(phone_answer(museum), facts=(), card=(shown(e, "covers", museum),)) for e in (north, west)]
    countries, both = (valid(render(answer, museum, compact=False)).blocks for answer in covers)
    assert [e["name"] for e in countries[3]["elements"][1]["elements"] if e["type"] == "emoji"] == [
        "flag-dk", "flag-no", "flag-se",
    ]  # fmt: skip
    assert "Denmark" in json.dumps(countries[3]), "nothing depends on a flag alone"
    assert [b["type"] for b in both[3:5]] == ["rich_text", "section"]
    assert both[4]["accessory"]["accessibility_label"] == "Show Hill House"


def test_parts_are_in_a_menu_with_their_numbers(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    halls = invented(house, "halls", "Whale Hall; Night Hall", label="Halls")
    block = valid(render(replace(phone_answer(museum), facts=(), card=(halls,)), museum, compact=False)).blocks[2]
    assert block["text"]["text"] == "*Halls*\nWhale Hall; Night Hall"
    assert block["accessory"]["type"] == "overflow"
    assert [o["text"]["text"] for o in block["accessory"]["options"]] == ["Whale Hall", "Night Hall"]
    desks = invented(house, "desks", "Front desk", label="Desks")
    button = render(replace(phone_answer(museum), facts=(), card=(desks,)), museum, compact=False).blocks[2]["accessory"]
    assert Pointer.parse(button["value"]) == Pointer(entry="desk/front-desk")


@pytest.mark.parametrize(
    ("address", "shown_as"),
    [
        ("https://www.example.org/", "www.example.org"),
        ("https://www.example.org/about/contact/ports/laredo-texas-2304", "www.example.org/about/contact/ports/…"),
        ("https://www.example.org/a-very-long-name-of-a-page-without-a-slash-in-it", "www.example.org/…"),
    ],
)
def test_a_web_address_is_cut_at_a_slash(address: str, shown_as: str) -> None:
    assert shown_address(address) == shown_as


def compared(museum: Directory) -> Answer:
    """Two houses side by side."""
    houses = [museum.entries["house/harbour"], museum.entries["house/hill"]]
    facts = tuple(shown(e, a, museum) for a in ("phone", "hours") for e in houses)
    rows = tuple(Row(f.entry, f"{f.label}: {f.fact.value}") for f in facts)
    return replace(list_answer(museum), rows=rows, facts=facts, reason="compared")


def test_entries_compared_stand_side_by_side(museum: Directory) -> None:
    message = valid(render(compared(museum), museum))
    table = message.blocks[1]
    assert [cell.get("text") for cell in table["rows"][0]] == ["About", "Harbour House", "Hill House"]
    assert [cell["text"] for cell in table["rows"][1][1:]] == ["(207) 555-0110", "619-555-0123 x6"]
    assert len(table["rows"]) == 3
    assert marked_up(message)[-1].startswith("Source: ")
    assert "Hours: 24 hours" in json.dumps(render(compared(museum), museum, in_view=True).blocks)


def test_what_comes_next_to_the_answer_can_be_pressed_below_it(museum: Directory) -> None:
    answer = phone_answer(museum)
    next_ones = (Row(museum.entries["house/harbour"], "1 mile"), Row(museum.entries["house/hill"], "2,600 miles"))
    message = valid(render(replace(answer, rows=next_ones), museum))
    buttons = [b["accessory"]["accessibility_label"] for b in message.blocks if b.get("accessory")]
    assert buttons == ["Show Hill House"], "the answer itself is not offered again"
    assert {"It worked", "More"} <= set(labels(message))
