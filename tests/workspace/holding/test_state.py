"""What the workspace holds."""

from __future__ import annotations

from bot.workspace.holding.state import Change, Channel, State, Team, User

ANN = User("U1", "ann", "Ann Lee")
BOT = User("U9", "helper", "Helper", is_bot=True)


def a_state() -> State:
    team = Team("T1", "Team", "team", "A1", "B1", BOT)
    return State(team, [ANN], [Channel("C1", "room", frozenset({"U1", "U9"}))], clock=lambda: 1_700_000_000.25)


def test_message_ids_grow_even_when_the_clock_stands_still() -> None:
    state = a_state()
    ids = [state.next_ts() for _ in range(3)]
    assert ids == ["1700000000.250000", "1700000000.250001", "1700000000.250002"]


def test_a_reply_to_a_reply_joins_the_thread_of_the_first() -> None:
    state = a_state()
    root = state.post("C1", "U1", "question")
    reply = state.post("C1", "U9", "answer", thread_ts=root.ts)
    second = state.post("C1", "U1", "and?", thread_ts=reply.ts)
    assert second.thread_ts == root.ts
    assert state.thread("C1", root.ts) == [root, reply, second]


def test_an_ephemeral_message_is_found_but_in_nobodys_history() -> None:
    state = a_state()
    shown = state.post("C1", "U9", "for you", only_for="U1")
    assert shown.ephemeral
    assert state.message("C1", shown.ts) == shown
    assert state.messages("C1") == [] and list(state.everything()) == []
    assert state.ephemeral("C1") == [shown]


def test_a_change_keeps_the_id_and_tells_how_it_stood_before() -> None:
    state, heard = a_state(), list[Change]()
    state.listen(heard.append)
    first = state.post("C1", "U1", "one")
    second = state.change(first, text="two", blocks=None)
    state.remove(second)
    assert [(change.kind, change.message.text) for change in heard] == [
        ("posted", "one"),
        ("changed", "two"),
        ("removed", "two"),
    ]
    assert heard[1].previous == first and second.ts == first.ts
    assert state.message("C1", first.ts) is None


def test_two_have_one_direct_conversation() -> None:
    state = a_state()
    direct = state.direct("U1", "U9")
    assert direct.is_im and direct == state.direct("U9", "U1")


def test_a_channel_is_found_by_id_and_by_name() -> None:
    state = a_state()
    assert state.channel("C1") is state.channel("room") is state.channel("#room") is state.channels["C1"]
    assert state.channel("attic") is None
