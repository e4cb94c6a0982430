from __future__ import annotations

import pytest

from bot.directory.reading.checks import CHECKS, check_zone


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("email", "press@museum.example.org"),
        ("email", "O'Neil+x@sub-domain.example.travel"),
        ("url", "https://www.example.org"),
        ("url", "http://example.org:8080/a/b?c=d&e=f#g"),
        ("url", "https://example.org/a_(b)"),
        ("code", "0102"),
        ("code", "W1-17"),
        ("number", "328"),
        ("number", "1,234"),
        ("number", "-3.5"),
        ("date", "2024-02-29"),
        ("date", "2016-11"),
        ("date", "2006"),
    ],
)
def test_good_values_pass(type_: str, text: str) -> None:
    CHECKS[type_](text)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("email", "press at museum.example.org"),
        ("email", "a@b@example.org"),
        ("email", "a@example"),
        ("email", "a..b@example.org"),
        ("email", "<a@example.org>"),
        ("email", "a@example.org, b@example.org"),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.org"),
        ("url", "https://"),
        ("url", "https://example.org/a b"),
        ("url", 'https://example.org/"><script>'),
        ("url", "https://localhost"),
        ("code", "two words"),
        ("code", "12345678901234567"),
        ("number", "about 3"),
        ("number", "1,23"),
        ("number", "3\n"),
        ("date", "2026-02-30"),
        ("date", "2026-5-1"),
        ("date", "0000"),
        ("date", "05/01/2026"),
        ("date", "٢٠٢٦"),
    ],
)
def test_bad_values_are_refused_with_advice(type_: str, text: str) -> None:
    with pytest.raises(ValueError, match="; write "):
        CHECKS[type_](text)


def test_an_address_without_its_protocol_is_completed() -> None:
    with pytest.raises(ValueError, match=r"write it as https://www\.example\.org/a$"):
        CHECKS["url"]("www.example.org/a")


@pytest.mark.parametrize("text", ["America/New_Yrok", "america", "../etc/passwd", "/etc/localtime", "", "America"])
def test_what_is_no_time_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time zone; "):
        check_zone(text)
