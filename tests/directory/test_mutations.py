"""Whatever happens to a file of the fact base, loading it works or says what is wrong, and where."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory.errors import KnowledgeError
from bot.directory.loader import load
from bot.directory.questions import load_questions
from tests.directory.museum import FILES, write_museum

SCRAPS = ["", "null", "[]", "{}", "- ", ": ", "'", '"', "#1", "\t", "&a", "*a", "!x", "|", ">", "0", "-1", "true", "\0"]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the museum with one to three of its lines dropped, doubled, moved or overwritten in part."""
    file = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[file].splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["drop", "double", "move", "overwrite"]))
        line = lines[at]
        if what == "drop" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(at, line)
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        else:
            start = draw(st.integers(0, len(line)))
            end = draw(st.integers(start, len(line)))
            scrap = draw(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=5)))
            lines[at] = line[:start] + scrap + line[end:]
    return file, "\n".join(lines) + "\n"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_a_mutated_file_loads_or_is_explained(tmp_path: Path, mutation: tuple[str, str]) -> None:
    file, content = mutation
    write_museum(tmp_path)
    (tmp_path / file).write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        load_questions(tmp_path, load(tmp_path))
    except KnowledgeError as error:
        assert error.problems
        for problem in error.problems:
            text = (tmp_path / problem.location.file).read_bytes()
            assert 1 <= problem.location.line <= text.count(b"\n") + 1
            assert "\n" not in problem.message
            assert "; " in problem.message, "every message says what to do"
