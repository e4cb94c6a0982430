"""Prints the command line's help pages as Markdown; ``make docs`` writes them to docs/cli.md."""

from __future__ import annotations

import click

from bot.cli import main


def pages() -> str:
    """All help pages, the group's first, then each command's."""
    sections = ["# Command line", "", "Made by `make docs` from the program's own help.", ""]
    commands: list[tuple[str, click.Command]] = [("python -m bot", main)]
    commands += [(f"python -m bot {name}", command) for name, command in sorted(main.commands.items())]
    for name, command in commands:
        with click.Context(command, info_name=name, terminal_width=100, **main.context_settings) as context:
            sections += [f"## `{name}`", "", "```", command.get_help(context), "```", ""]
    return "\n".join(sections)


if __name__ == "__main__":
    print(pages(), end="")
