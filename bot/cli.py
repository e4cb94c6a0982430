"""The command line. Every command imports what it needs when it runs, so that --help and ask stay quick."""

from __future__ import annotations

from pathlib import Path

import click

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
if not KNOWLEDGE.is_dir():  # installed from a wheel, which carries the fact base inside the package
    KNOWLEDGE = Path(__file__).resolve().parent / "knowledge"

knowledge_option = click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    default=KNOWLEDGE,
    envvar="KNOWLEDGE",
    show_default="knowledge/",
    help="Folder of the fact base.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="directory-bot")
def main() -> None:
    """A directory bot: who to call, where, and who covers what.

    \b
      python -m bot run             answer on Slack, or in the local workspace where no Slack tokens are set
      python -m bot ask "…"         answer one question here
      python -m bot check           check the fact base
    """


@main.command()
@click.option("--knowledge", type=click.Path(path_type=Path), help="Folder of the fact base.  [default: knowledge/]")
def run(knowledge: Path | None) -> None:
    """Answer on Slack, or in the local workspace.

    The settings come from the environment and from .env; .env.example lists them all.

    \b
      SLACK_BOT_TOKEN and SLACK_APP_TOKEN        Socket Mode: no address of your own is needed
      SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET   HTTP mode, at /slack/events on HOST and PORT
      none of them                               a workspace in your browser, on this machine only
    """
    from bot.directory.errors import KnowledgeError
    from bot.running import run_bot
    from bot.settings import SettingsError
    from bot.slack.serve import StartError

    try:
        run_bot(knowledge, KNOWLEDGE, click.echo)
    except (SettingsError, KnowledgeError, StartError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(getattr(error, "status", 2)) from None


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", is_flag=True, help="Read a question a line from standard input; write a JSON object a line.")
@click.option("--explain", is_flag=True, help="Show how the question was understood, what matched, and why the outcome.")
@knowledge_option
def ask(question: str | None, as_object: bool, jsonl: bool, explain: bool, knowledge: Path) -> None:
    """Answer one QUESTION here, or many from standard input with --jsonl.

    \b
      python -m bot ask "press contact for nogales"
      python -m bot ask --explain "fone port 2304"
    """
    from bot.asking import ask_in_terminal, ask_lines

    if jsonl == (question is not None):
        raise click.UsageError('write a question, such as: ask "phone for the port of Laredo"; or use --jsonl alone')
    if question is None:
        ask_lines(knowledge)
    else:
        ask_in_terminal(knowledge, question, as_object, explain)


@main.command()
@knowledge_option
def check(knowledge: Path) -> None:
    """Check the fact base, and count what is in it.

    Prints every problem with its file and line, and exits with 1 when there is any.
    """
    from bot.checking import check_knowledge

    raise SystemExit(check_knowledge(knowledge))
