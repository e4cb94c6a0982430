"""Giving the directory away: as a spreadsheet, as JSON, as contacts for a telephone.

Each form is a function from a directory and some of its entries to pieces of text, to be written in their order as UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.directory.export.records import as_json
from bot.directory.export.spreadsheet import as_csv
from bot.directory.export.vcard import as_vcf
from bot.directory.model import Directory, Entry

FORMATS: Mapping[str, Callable[[Directory, Iterable[Entry]], Iterator[str]]] = {
    "csv": as_csv,
    "json": as_json,
    "vcf": as_vcf,
}
