"""Phone numbers: kept as printed, checked and dialable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberFormat, ValidationResult

_LONGEST = 300
_EXTENSION = re.compile(r"[\s,]*(?:\bx|\bext(?:ension|n)?\b\.?|#)\s*([0-9]{1,7})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(;|/|&|,(?!\s*(?:x|ext|#))|\bor\b|\band\b)\s*", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?\(?([0-9]{3})\)?[ .-]{0,2}([0-9]{3})[ .-]?([0-9]{4})")
_NORTH_AMERICA = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1])
_LOOK_LIKE_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1"}


@dataclass(frozen=True, slots=True)
class Phone:
    """One dialable number."""

    e164: str
    """``+19565237300``; a short code such as ``711`` stays as it is."""
    extension: str = ""
    """Digits, or empty."""

    @property
    def uri(self) -> str:
        """The number as a link: ``tel:+15205550100;ext=6`` (RFC 3966)."""
        return f"tel:{self.e164}" + (f";ext={self.extension}" if self.extension else "")


def parse_phones(printed: str, region: str) -> tuple[Phone, ...]:
    """The numbers in a printed value, in its order; ``region`` is the ISO country of numbers without a country code.

    Understood: extensions (``x6``, ``ext. 5010``), several numbers (``;``, ``,``, ``or``, ``and``), last digits that
    replace those of the number before (``774-2242/2252``), letters for digits (``1-800-BE-ALERT``), three-digit codes
    (``7-1-1``) and words around a number (``from Mexico (55) 5080-2000``). Raises ValueError, with what to write instead,
    when any part of it is not a number in use.
    """
    if len(printed) > _LONGEST:
        raise ValueError(f'"{printed[:20]}…" is too long for a phone number; write one such as {_example(region)}')
    found: list[Phone] = []
    pieces = _BETWEEN.split(" ".join(printed.translate(_DASHES).split()))
    try:
        for joint, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
            number, extension = _taken_apart(piece)
            if not number and not extension:
                continue
            phone = _continued(found[-1], number, extension) if found and joint.lower() in ("/", "or", "and", "&") else None
            found.append(phone or Phone(_e164(number, region), extension))
        if not found:
            raise ValueError(f"has no number in it; write one, such as {_example(region)}")
    except ValueError as error:
        raise ValueError(f'"{printed}" {error}') from None
    return tuple(dict.fromkeys(found))


def _taken_apart(piece: str) -> tuple[str, str]:
    """The number (digits and the signs between them) and the extension in a piece; words around them are dropped."""
    extension = ""
    if found := _EXTENSION.search(piece):
        extension = found[1]
        piece = f"{piece[: found.start()]} {piece[found.end() :]}"
    chunks: list[str] = []
    interrupted = False
    for chunk in re.split(r"[\s:]+", piece):
        if any(c.isdigit() for c in chunk):
            if interrupted:
                raise ValueError("has words between its digits; write the number in one piece, and the words in note")
            chunks.append(_digits_for_letters(chunk))
        elif chunks and any(c.isalpha() for c in chunk):
            interrupted = True
    return " ".join(chunks), extension


def _digits_for_letters(chunk: str) -> str:
    """``1-800-BE-ALERT`` as digits. A letter that only looks like a digit is a typing error, never a keypad letter."""
    letters_found = re.findall(r"[^\W\d_]+", chunk)
    for letters in letters_found:
        if set(letters) <= set(_LOOK_LIKE_DIGITS):
            digit = _LOOK_LIKE_DIGITS[letters[0]]
            raise ValueError(f"has the letter {letters[0]} among its digits; write the digit {digit}")
        if not (letters.isascii() and letters.isupper()):
            raise ValueError(f"has letters among its digits ({letters}); write digits, and words apart from them")
    if odd := re.sub(r"[A-Z0-9+().\-]", "", chunk):
        raise ValueError(f'has "{odd[0]}" in it; write digits with spaces, dashes, dots or round brackets')
    return str(phonenumbers.convert_alpha_characters_in_number(chunk)) if letters_found else chunk


def _continued(before: Phone, number: str, extension: str) -> Phone | None:
    """``2252`` after ``907-774-2242`` or ``8011`` after ``ext. 8010``: the number before with its last digits replaced."""
    digits = number.replace("-", "")
    if not number:
        return Phone(before.e164, extension)  # ext. 12 or ext. 14
    if extension or not digits.isdigit() or not 2 <= len(digits) <= 7 or _is_code(digits):
        return None
    if before.extension:
        return Phone(before.e164, before.extension[: -len(digits)] + digits)
    e164 = before.e164[: -len(digits)] + digits
    return Phone(e164) if phonenumbers.is_valid_number(phonenumbers.parse(e164)) else None


def _is_code(digits: str) -> bool:
    """Whether it is a three-digit service code: 211 … 911, 988, 112."""
    return re.fullmatch(r"[2-9]11|988|11[0-9]", digits) is not None


@cache
def _north_american_numbers() -> re.Pattern[str]:
    """The numbers in use in the United States, fixed, mobile and free of charge, as ten digits. The general way below is
    thirty times as slow, and a large directory has thousands of these.
    """
    data = PhoneMetadata.metadata_for_region("US")
    patterns = [sort.national_number_pattern for sort in (data.fixed_line, data.toll_free) if sort] if data else []
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns if pattern) or "(?!)")


def _e164(number: str, region: str) -> str:
    """One number in E.164. Raises ValueError with what to write instead."""
    digits = re.sub(r"[^0-9]", "", number)
    if _is_code(digits) and "+" not in number:
        return digits
    usual = _NORTH_AMERICAN.fullmatch(number) if region in _NORTH_AMERICA or number.startswith("+1") else None
    if usual and _north_american_numbers().fullmatch("".join(usual.groups())):
        return f"+1{''.join(usual.groups())}"
    try:
        # 011 is how North America dials abroad, whatever country the entry stands in
        parsed = phonenumbers.parse(number, "US" if digits.startswith("011") else region)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            raise ValueError("has an unknown country code; write + and the country code, such as +45") from None
        raise ValueError(_too_few(digits, region)) from None
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(_fault(parsed, digits, region))
    return f"+{parsed.country_code}{phonenumbers.national_significant_number(parsed)}"


def _fault(number: PhoneNumber, digits: str, region: str) -> str:
    """What is wrong with a number that is not valid."""
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return _too_few(digits, region)
    if reason == ValidationResult.TOO_LONG:
        return f"has too many digits; write one number as {_example(region)}, an extension as ext. 12"
    return "is no number in use; check its digits, or put it in note if the source prints it so"


def _too_few(digits: str, region: str) -> str:
    """Never the number completed: whoever copied that would have a wrong one."""
    lacking = "its area code too" if region == "US" and len(digits) == 7 else "all of it"
    return f"has too few digits; write {lacking}, as {_example(region)}"


def _example(region: str) -> str:
    """A number as one writes it for a region: with the country code outside North America."""
    number = phonenumbers.example_number(region)
    if number is None or number.country_code == 1:
        return "(202) 555-0100"
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
