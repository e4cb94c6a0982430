"""What the app gives back to Slack's own search: results of its functions, and the details of an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json
from bot.workspace.kit.checks import problem, record, string
from bot.workspace.webapi.registry import Api, Args, decoded, method, need

RESULT = record(
    {
        "title": string(3000),
        "description": string(3000),
        "link": string(3000),
        "date_updated": string(255),
        "external_ref": record({"id": string(255)}, {"type": string(255)}),
    },
    {"content": string(100_000)},
)
"""One result of a search, with the fields that Slack knows."""


def _object(args: Args, name: str) -> Any:
    given = decoded(args, name)
    if not isinstance(given, dict):
        raise Refused("invalid_arguments", [f"must provide an object [json-pointer:/{name}]"])
    return given


@method("functions.completeSuccess")
def functions_complete_success(api: Api, args: Args) -> Json:
    """A function has done what it was run for."""
    (execution_id,) = need(args, "function_execution_id")
    outputs = _object(args, "outputs")
    if api.executions.callback(execution_id) == api.app.search and (wrong := [*_wrong_results(outputs)]):
        raise Refused("parameter_validation_failed", wrong)
    api.executions.succeed(execution_id, outputs)
    return {}


def _wrong_results(outputs: Json) -> Iterator[str]:
    results = outputs.get("search_result")
    if not isinstance(results, list):
        yield problem("must provide an array", "/outputs/search_result")
        return
    for number, result in enumerate(results):
        yield from RESULT(result, f"/outputs/search_result/{number}")


@method("functions.completeError")
def functions_complete_error(api: Api, args: Args) -> Json:
    """A function could not do what it was run for."""
    execution_id, error = need(args, "function_execution_id", "error")
    api.executions.fail(execution_id, error)
    return {}


@method("entity.presentDetails")
def entity_present_details(api: Api, args: Args) -> Json:
    """The details of an entry, for the person who opened it."""
    (trigger_id,) = need(args, "trigger_id")
    shown = {"error": _object(args, "error")} if args.get("error") else _object(args, "metadata")
    if "error" not in shown and not {"entity_type", "external_ref", "entity_payload"} <= shown.keys():
        raise Refused("invalid_arguments", ["missing required field [json-pointer:/metadata]"])
    api.triggers.take(trigger_id)
    api.executions.present(trigger_id, shown)
    return {}
