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
