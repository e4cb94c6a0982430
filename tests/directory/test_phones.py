from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.phones import Phone, parse_phones


@pytest.mark.parametrize(
    ("printed", "region", "uris"),
    [
        ("(207) 555-0110", "US", ["tel:+12075550110"]),
        ("207.555.0110", "US", ["tel:+12075550110"]),
        ("207 555 0110", "US", ["tel:+12075550110"]),
        ("1-207-555-0110", "US", ["tel:+12075550110"]),
        ("+1 207-555-0110", "DK", ["tel:+12075550110"]),
        ("(207)\u00a0555\u20110110", "US", ["tel:+12075550110"]),
        ("800- 827-2851", "US", ["tel:+18008272851"]),
        ("Tel.: (207) 555-0110 (weekdays)", "US", ["tel:+12075550110"]),
        ("(907) 271-2675 x6", "US", ["tel:+19072712675;ext=6"]),
        ("(907) 271-2675, ext. 6", "US", ["tel:+19072712675;ext=6"]),
        ("(907) 271-2675 #4", "US", ["tel:+19072712675;ext=4"]),
        ("+52 55 5080-2000 ext. 5010", "US", ["tel:+525550802000;ext=5010"]),
        ("(973) 565-8000, ext. 8010 or 8011", "US", ["tel:+19735658000;ext=8010", "tel:+19735658000;ext=8011"]),
        ("(703) 921-7750 or (703) 921-7751", "US", ["tel:+17039217750", "tel:+17039217751"]),
        ("907-774-2242/2252", "US", ["tel:+19077742242", "tel:+19077742252"]),
        ("907-774-2242 / 907-774-2252", "US", ["tel:+19077742242", "tel:+19077742252"]),
        ("(207) 532-2131 x237, fax (207) 532-1129", "US", ["tel:+12075322131;ext=237", "tel:+12075321129"]),
        ("1-800-BE-ALERT", "US", ["tel:+18002325378"]),
        ("1-877-2INTAKE", "US", ["tel:+18772468253"]),
        ("877-CBP-5511 or 703-526-4200", "US", ["tel:+18772275511", "tel:+17035264200"]),
        ("7-1-1", "US", ["tel:711"]),
        ("911", "US", ["tel:911"]),
        ("(207) 555-0110 or 911", "US", ["tel:+12075550110", "tel:911"]),
        ("from Mexico (55) 5080-2000; from abroad +52 55 5080 2001", "MX", ["tel:+525550802000", "tel:+525550802001"]),
        ("011-52-55-5080-2000", "DK", ["tel:+525550802000"]),
        ("32 12 34 56", "DK", ["tel:+4532123456"]),
        ("(207) 555-0110; (207) 555-0110", "US", ["tel:+12075550110"]),
    ],
)
def test_numbers_as_sources_print_them_can_be_dialled(printed: str, region: str, uris: list[str]) -> None:
    assert [phone.uri for phone in parse_phones(printed, region)] == uris


@pytest.mark.parametrize(
    ("printed", "region", "advice"),
    [
        ("520-555", "US", "has too few digits; write all of it, as (202) 555-0100"),
        ("344-1780", "US", "has too few digits; write its area code too, as (202) 555-0100"),
        ("12", "US", "has too few digits; write all of it, as (202) 555-0100"),
        ("12 34", "DK", "has too few digits; write all of it, as +45 32 12 34 56"),
        ("520 555 01000", "US", "has too many digits; write one number as (202) 555-0100, an extension as ext. 12"),
        ("(111) 555-0110", "US", "is no number in use; check its digits, or put it in note if the source prints it so"),
        ("52O-555-0100", "US", "has the letter O among its digits; write the digit 0"),
        ("520-555-O100", "US", "has the letter O among its digits; write the digit 0"),
        ("520-l55-0100", "US", "has the letter l among its digits; write the digit 1"),
        ("520-555-01oo", "US", "has the letter o among its digits; write the digit 0"),
        ("520-abc-0100", "US", "has letters among its digits (abc); write digits, and words apart from them"),
        ("520*555*0100", "US", 'has "*" in it; write digits with spaces, dashes, dots or round brackets'),
        ("٥٢٠-555-0100", "US", 'has "٥" in it; write digits with spaces, dashes, dots or round brackets'),
        ("1 for 325-8000", "US", "has words between its digits; write the number in one piece, and the words in note"),
        ("202-555-0123, option 3", "US", "has too few digits; write all of it, as (202) 555-0100"),
        ("+999 1234567", "US", "has an unknown country code; write + and the country code, such as +45"),
        ("call us", "US", "has no number in it; write one, such as (202) 555-0100"),
        ("", "DK", "has no number in it; write one, such as +45 32 12 34 56"),
    ],
)
def test_what_is_no_number_is_refused_with_advice(printed: str, region: str, advice: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_phones(printed, region)
    assert str(caught.value) == f'"{printed}" {advice}'


@given(st.from_regex(r"[2-9][0-9]{9}", fullmatch=True))
def test_the_quick_way_accepts_nothing_that_the_general_way_refuses(digits: str) -> None:
    printed = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    if phonenumbers.is_valid_number(phonenumbers.parse(digits, "US")):
        assert parse_phones(printed, "US") == (Phone(f"+1{digits}"),)
    else:
        with pytest.raises(ValueError):
            parse_phones(printed, "US")


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        assert all(phone.e164 for phone in parse_phones(text, "US"))
    except ValueError as error:
        assert "; write" in str(error) or "; check" in str(error)


def test_a_text_far_too_long_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="is too long for a phone number; write one such as"):
        parse_phones("," * 1_000_000, "US")
