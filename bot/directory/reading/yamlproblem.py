"""What is wrong with a YAML file, in words that say what to do."""

from __future__ import annotations

import re

import yaml


class YamlProblem(Exception):
    """The file cannot be read as YAML: what is wrong and what to write instead, and the line (from 1)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


_OPEN_QUOTE = re.compile(r"""(?:[^#]*[:\-] +)?(?:"[^"]*|'[^']*)""")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_AFTER_QUOTE = re.compile(r"""(?:: +|- +)(["']).*?\1\s*[^\s#,\]}:]""")

_INDENTED = "the indentation does not fit the lines above; line it up with its neighbours"
_TAB = "a tab in the indentation; use spaces"
_BRACKET = "a bracket or brace that is never closed, or a missing comma; close it on the same line"
_EXPLANATIONS = (  # part of the parser's message → ours
    ("tab character", _TAB),
    ("could not find expected ':'", "a line that is neither `key: value` nor `- item`; add the colon"),
    ("unexpected end of stream", "a quote that is never closed; close it"),
    ("expected ',' or", _BRACKET),
    ("unknown escape character", "a backslash inside double quotes; use single quotes"),
    ("alphabetic or numeric character", "a value that begins with * or &; put it in quotes"),
    ("block sequence entries", "a list that begins on the line of its key; begin it on the next line"),
    ("expected comment or line break", "text on the line of | or >; begin it on the next line, or put the value in quotes"),
    ("directive", "a line that begins with %; take it out"),
    ("incompatible YAML", "a line that begins with %; take it out"),
    ("did not find expected", _INDENTED),
    ("expected <", _INDENTED),
)


def explained(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    """The parser's complaint in words that say what to do, at the line to look at."""
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        advice = "keep the right lines, take out those of <, = and >"
        return YamlProblem(line, f"not YAML: edits that git could not join ({conflict[1]}); {advice}")
    problem = error.problem or error.context or "no reason given"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in problem:
        mark = error.context_mark or mark  # where the quote opens, not the end of the file
    line = mark.line + 1 if mark else 1
    lines = [*text.splitlines(), "", ""]
    if "expected" in problem:
        for number, above in enumerate(lines[: line - 1], start=1):
            if len(above) < 500 and _OPEN_QUOTE.fullmatch(above):  # it swallowed lines up to the next quote
                return YamlProblem(number, "not YAML: a quote that is never closed; close it")
    return YamlProblem(line, f"not YAML: {_explanation(problem, lines[line - 1][:500])}")


def _explanation(problem: str, typed: str) -> str:
    if "cannot start any token" in problem:
        return _TAB if "\t" in typed else "a value that begins with @, ` or %; put it in quotes"
    if "mapping values are not allowed" in problem:
        return "a second `: ` in the line; put the value in quotes" if typed.count(": ") > 1 else _INDENTED
    if "did not find expected" in problem and _AFTER_QUOTE.search(typed):
        return "text after a closing quote; put the whole value in quotes"
    for part, explanation in _EXPLANATIONS:
        if part in problem:
            return explanation
    return f"{problem}; write it as `key: value` lines"
