"""The doctor command: everything looked at in turn, told as lines or as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from bot.doctor import machine
from bot.doctor.finding import Finding
from bot.doctor.knowledge import fact_base, manifest_file
from bot.doctor.tokens import slack
from bot.settings import Settings, SettingsError, load_settings
from bot.slack.manifest import SCOPES, manifest

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}
HOW = {
    "socket": "Socket Mode",
    "http": "HTTP mode",
    "workspace": "there are no Slack tokens, so the bot answers in the local workspace",
}
"""Mode → how the bot is reached."""


def consult(knowledge: Path | None, default: Path, as_json: bool, app_manifest: Path | None) -> int:
    """Looks at everything and prints what was found; returns the exit status.

    ``knowledge``: folder of the fact base, where one was named; ``default``: the one used where none is set;
    ``app_manifest``: a copy of the app's manifest, as Slack shows it.

    0: nothing keeps the bot from answering. 1: something does. 2: the settings cannot be used.
    """
    logging.basicConfig(handlers=[logging.NullHandler()])  # all that the log could tell is among the findings
    try:
        settings = load_settings(**({"knowledge": knowledge} if knowledge else {}))
        findings = asyncio.run(examine(settings, default, app_manifest))
    except SettingsError as error:
        findings = [Finding("settings", "fail", line) for line in str(error).splitlines()]
        status = 2
    else:
        status = int(any(finding.state == "fail" for finding in findings))
    click.echo(as_object(findings) if as_json else as_lines(findings))
    return status


async def examine(settings: Settings, default: Path, app_manifest: Path | None = None) -> list[Finding]:
    """Everything found out, in the order in which one thing needs the other. Raises SettingsError."""
    folder = settings.knowledge or default
    directory, of_facts = fact_base(folder, date.today())
    wanted: Sequence[str] = tuple(SCOPES)
    findings = [Finding("settings", "ok", HOW[settings.mode]), *machine.env_file(), of_facts]
    if directory:
        wanted = manifest(directory, settings.enterprise_search)["oauth_config"]["scopes"]["bot"]
        of_project = Path("manifest-enterprise-search.json" if settings.enterprise_search else "manifest.json")
        files = [of_project] if of_project.exists() and folder.resolve() == default.resolve() else []  # it is of that one
        findings += [manifest_file(path, directory, settings.enterprise_search) for path in files]
        if app_manifest:
            url = settings.public_url or "" if settings.mode == "http" else None
            findings.append(manifest_file(app_manifest, directory, settings.enterprise_search, url))
    findings += await slack(settings, wanted)
    findings += [*machine.data_folder(settings.data_folder), await machine.store(settings)]
    if settings.mode == "http":
        findings.append(await machine.port("PORT", settings.host, settings.port))
    elif settings.mode == "workspace":
        findings.append(await machine.port("WORKSPACE_PORT", "127.0.0.1", settings.workspace_port, "api/api.test"))
    if settings.public_url:
        findings.append(await machine.public(settings.public_url))
    if settings.monitoring_port is not None:
        findings.append(await machine.port("MONITORING_PORT", settings.host, settings.monitoring_port))
        findings += await machine.running(settings.host, settings.monitoring_port)
    return findings


def as_lines(findings: Sequence[Finding]) -> str:
    """A line each, what to do below it, and in the end how many there are to mend."""
    width = max(len(finding.about) for finding in findings)
    lines = []
    for finding in findings:
        state = click.style(f"{finding.state:<4}", fg=COLOURS[finding.state])
        lines.append(f"{state}  {finding.about:<{width}}  {finding.says}")
        if finding.advice:
            lines.append(f"{'':{width + 8}}→ {finding.advice}")
    counted = {state: sum(finding.state == state for finding in findings) for state in ("fail", "warn")}
    lines.append(f"{counted['fail']} to mend, {counted['warn']} to look at" if any(counted.values()) else "All is well")
    return "\n".join(lines)


def as_object(findings: Sequence[Finding]) -> str:
    """``status``, the worst of all, and ``checks``: a list of objects with ``about``, ``state``, ``says`` and ``advice``."""
    worst = max((finding.state for finding in findings), key=("ok", "warn", "fail").index)
    return json.dumps({"status": worst, "checks": [asdict(finding) for finding in findings]}, indent=2, ensure_ascii=False)
