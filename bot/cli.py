"""The command line. Every command imports what it needs when it runs, so that --help and ask stay quick."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.model import Directory

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
if not KNOWLEDGE.is_dir():  # installed from a wheel, which carries the fact base inside the package
    KNOWLEDGE = Path(__file__).resolve().parent / "knowledge"

knowledge_option = click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Folder of the fact base.  [default: KNOWLEDGE in the environment or in .env, else knowledge/]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="directory-bot")
def main() -> None:
    """A directory bot: who to call, where, and who covers what.

    \b
      python -m bot run             answer on Slack, or in the local workspace where no Slack tokens are set
      python -m bot ask "…"         answer one question here
      python -m bot check           check the fact base
      python -m bot doctor          what may keep the bot from answering, and what to do about it
      python -m bot gaps            what was asked and not answered, and what people say of the answers
      python -m bot schema          renew what editors complete and underline in the fact base
      python -m bot export          give the directory away as CSV, JSON or contacts
      python -m bot manifest        print what Slack makes the app from
      python -m bot install-url     print where other workspaces install it
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no arrow shows something else, and loses no answer


@main.command()
@click.option("--demo", is_flag=True, help="Play a tour of two minutes in the local workspace; Escape stops it.")
@knowledge_option
def run(demo: bool, knowledge: Path | None) -> None:
    """Answer on Slack, or in the local workspace.

    The settings come from the environment and from .env; .env.example lists them all.

    \b
      SLACK_BOT_TOKEN and SLACK_APP_TOKEN        Socket Mode: no address of your own is needed
      SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET   HTTP mode, at /slack/events on HOST and PORT
      SLACK_CLIENT_ID instead of the bot token   many workspaces, which install it: docs/production.md
      none of them                               a workspace in your browser, on this machine only
    """
    from bot import logs
    from bot.directory.errors import KnowledgeError
    from bot.running import run_bot
    from bot.settings import SettingsError
    from bot.slack.connecting.starting import StartError

    try:
        run_bot(knowledge, KNOWLEDGE, click.echo, demo)
    except (SettingsError, KnowledgeError, StartError) as error:
        logs.last_words(str(error))
        raise SystemExit(getattr(error, "status", 2)) from None


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", is_flag=True, help="Read a question a line from standard input; write a JSON object a line.")
@click.option("--explain", is_flag=True, help="Show how the question was understood, what matched, and why the outcome.")
@knowledge_option
def ask(question: str | None, as_object: bool, jsonl: bool, explain: bool, knowledge: Path | None) -> None:
    """Answer one QUESTION here, or many from standard input with --jsonl.

    \b
      python -m bot ask "press contact for nogales"
      python -m bot ask --explain "fone port 2304"
    """
    from bot.asking import ask_in_terminal, ask_lines

    if explain and (as_object or jsonl):
        raise click.UsageError("--explain is for people to read, --json and --jsonl for programs; leave one of them out")
    if jsonl == (question is not None):
        raise click.UsageError('write a question, such as: ask "phone for the port of Laredo"; or use --jsonl alone')
    if question is None:
        ask_lines(_folder(knowledge))
    else:
        ask_in_terminal(_folder(knowledge), question, as_object, explain)


@main.command()
@click.option("--warnings", is_flag=True, help="List every warning instead of the counts.")
@click.option("--report", "page", type=click.Path(path_type=Path), metavar="FILE.html", help="Write a report to look at.")
@knowledge_option
def check(warnings: bool, page: Path | None, knowledge: Path | None) -> None:
    """Check the fact base, ask its questions, and count what is in it and what is weak.

    Prints every problem with its file and line, and exits with 1 when there is any. Where there is none, asks the questions
    in questions/ and prints each that is not answered as expected; then, too, it exits with 1. Warnings say what could be
    better: they never change the exit status.

    \b
      python -m bot check --warnings
      python -m bot check --report report.html
    """
    from datetime import date

    from bot.checking import check_knowledge

    raise SystemExit(check_knowledge(_folder(knowledge), date.today(), warnings, page))


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What it is written as.")
@click.option(
    "--manifest",
    "app_manifest",
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="The app's manifest, copied from api.slack.com/apps → your app → App Manifest, to compare too.",
)
@knowledge_option
def doctor(form: str, app_manifest: Path | None, knowledge: Path | None) -> None:
    """Look at all that answering needs, and say what is wrong and what to do.

    \b
      settings, .env      usable, and read by nobody else
      fact base           loads, and how much of it is past its shelf life
      manifest            asks for the same scopes, events, commands and shortcuts as the fact base
      tokens, scopes      taken by Slack, and granted what the manifest asks for
      clock               within a minute of Slack's, beyond five of which requests are refused
      data folder, store  the bot's alone, writable, up to date, with room on the disk
      ports               free, or the bot's own; then what the bot that runs says of itself

    Each is ok, warn or fail. Exits with 1 when anything fails, with 2 when the settings cannot be used. Secrets are never
    printed.

    \b
      python -m bot doctor
      python -m bot doctor --format json
    """
    from bot.doctor.command import consult

    raise SystemExit(consult(knowledge, KNOWLEDGE, form == "json", app_manifest))


@main.command()
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what is from this day on: 2026-11-01."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What it is written as.")
@knowledge_option
def gaps(since: datetime | None, form: str, knowledge: Path | None) -> None:
    """Show what was asked and not answered, and what people say of the answers.

    Questions that ask for the same stand together, with how often they were asked, under what the fact base likely lacks.
    What it answers by now is only counted. Beside each entry stand how many people said that an answer worked, or
    didn't, and the changes they reported.

    \b
      missing alias   something like it is on record, under other names
      missing fact    the entry is there, what was asked of it is not; or nobody is on record to serve a place
      missing entry   nothing like it is on record
      out of scope    other people's business, rules, small talk

    It is read from where DATA_FOLDER or DATABASE_URL says that the bot keeps it.

    \b
      python -m bot gaps --since 2026-11-01
      python -m bot gaps --format json
    """
    from bot.gaps import show_gaps

    raise SystemExit(show_gaps(_loaded(_folder(knowledge)), since.date() if since else None, form == "json"))


@main.command()
@knowledge_option
def schema(knowledge: Path | None) -> None:
    """Renew the JSON Schemas of the fact base, for editors.

    Writes schema/*.json into its folder. An editor with the YAML language server finds them by the first line of each file,
    completes kinds, attributes, tags and sources, and underlines what is wrong. Run it after a change to kinds.yaml or
    sources.yaml, or when a place gets its first desk.

    A new file begins with the line of its neighbours:

    \b
      # yaml-language-server: $schema=../schema/entry.json
    """
    from bot.directory.schemas.schema import schema_files

    folder = _folder(knowledge)
    try:
        for file, text in schema_files(_loaded(folder)).items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
            click.echo(folder / file)
    except OSError as error:
        raise click.FileError(str(error.filename), str(error.strerror)) from None


@main.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "vcf"]), required=True, help="What it is written as.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only entries of this kind; may be repeated.")
@click.option("-o", "--output", type=click.File("wb"), default="-", metavar="FILE", help="Instead of standard output.")
@knowledge_option
def export(form: str, kinds: tuple[str, ...], output: BinaryIO, knowledge: Path | None) -> None:
    """Give the directory away: all entries, or those of some kinds.

    \b
      csv    a row an entry, a column an attribute, values joined by " | "; only what holds now
      json   a list of entries with all their facts, each with its source and date; history too
      vcf    a vCard 3.0 for each entry with a phone, an e-mail or a postal address

    A cell that a spreadsheet would take for a formula begins with an apostrophe, and so does a telephone number that it
    would add up (+1-202-…); other telephone numbers stay as they are (+1 202-…). Import the columns as text, so that codes
    keep their leading zeros.

    \b
      python -m bot export --format csv -o directory.csv
      python -m bot export --format vcf --kind press-desk -o press.vcf
    """
    from bot.directory.export import FORMATS
    from bot.directory.reading.reader import instead

    directory = _loaded(_folder(knowledge))
    for kind in kinds:
        if kind not in directory.kinds:
            advice = instead(kind, directory.kinds, "see kinds.yaml")
            raise click.BadParameter(f"no kind {kind}; {advice}", param_hint="--kind")
    entries = [entry for entry in directory.entries.values() if not kinds or entry.kind in kinds]
    for piece in FORMATS[form](directory, entries):
        output.write(piece.encode())


@main.command("manifest")
@click.option("--enterprise-search", is_flag=True, help="With the parts by which Slack's own search finds the directory.")
@click.option("--url", default="", metavar="URL", help="For HTTP mode: where Slack reaches the bot, https://…")
@knowledge_option
def print_manifest(enterprise_search: bool, url: str, knowledge: Path | None) -> None:
    """Print the manifest from which Slack makes the app of a fact base.

    Its name, and a slash command for each kind that has one, come from the fact base; manifest.json is that of ours, and
    manifest-enterprise-search.json the one for plans that have Slack's enterprise search (set ENTERPRISE_SEARCH too).

    It is for Socket Mode, or with --url for HTTP mode, from where other workspaces can install the app too.

    \b
      python -m bot manifest --knowledge your-folder > your-manifest.json
      python -m bot manifest --url https://directory.example.org
    """
    import json

    from bot.slack.manifest import manifest

    if url and not url.startswith(("https://", "http://")):
        raise click.BadParameter("write https:// and a name, such as https://directory.example.org", param_hint="--url")
    made = manifest(_loaded(_folder(knowledge)), enterprise_search, url)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@main.command("install-url")
def print_install_url() -> None:
    """Print the address at which a workspace installs the app.

    It needs the settings for many workspaces: SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL, and a bot that runs with
    them at that address. Whoever opens it chooses the workspace on Slack's own page.
    """
    from bot.settings import SettingsError, load_settings
    from bot.slack.installing.flow import install_url

    try:
        settings = load_settings()
    except SettingsError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    if not settings.slack_client_id:
        click.echo("The app is for one workspace: SLACK_CLIENT_ID is not set; .env.example says what many need", err=True)
        raise SystemExit(2)
    click.echo(install_url(settings))


def _folder(named: Path | None) -> Path:
    """The folder of the fact base: the one named, else that of the environment, of .env, or the one that comes along."""
    given = named or os.environ.get("KNOWLEDGE") or _in_dotenv("KNOWLEDGE")
    return Path(given) if given else KNOWLEDGE


def _in_dotenv(name: str) -> str:
    """A variable of .env, empty when it is not set there. Exits with 2 when the file cannot be read.

    The settings as a whole take twenty times as long to read, which ``ask`` need not wait for.
    """
    if not os.path.exists(".env"):
        return ""
    from dotenv import dotenv_values

    try:
        values = dotenv_values(".env", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f".env cannot be read: {error}", err=True)
        raise SystemExit(2) from None
    return next((value for key, value in values.items() if key.upper() == name and value), "")


def _loaded(knowledge: Path) -> Directory:
    """The fact base in a folder. Exits with 2, and all problems on standard error, when it cannot be loaded."""
    from bot.directory.errors import KnowledgeError
    from bot.directory.loader import load

    try:
        return load(knowledge)
    except KnowledgeError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
