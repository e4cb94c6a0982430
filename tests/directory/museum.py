"""A small, valid fact base about a museum that does not exist, for tests to read, ask and break."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "directory.yaml": """\
title: Lantern Museum directory
about: Houses, halls, exhibits, press desks and loan offices of the Lantern Museum
general: desk/front-desk
examples:
  en: [phone for Harbour House, press contact for the Whale Hall, which loan office covers Denmark]
  es: [teléfono de Harbour House]
""",
    "sources.yaml": """\
sources:
  museum-site:
    title: Lantern Museum web site
    url: https://www.lantern-museum.example.org/contact
    date: 2026-05-01
    standing: official
  annual-report:
    title: Annual report 2019
    date: 2019
    standing: secondary
  old-guide:
    title: A visitor's guide
    standing: unofficial
""",
    "kinds.yaml": """\
attributes:
  phone: {type: phone, label: Phone}
  fax: {type: phone, label: Fax}
  email: {type: email, label: E-mail}
  address: {type: address, label: Address}
  hours: {type: hours, label: Hours}
  code: {type: code, label: Code}
  shelf: {type: code, label: Shelf mark}
  web: {type: url, label: Web page}
  keeper: {type: text, label: Keeper}
  opened: {type: date, label: Opened}
  handles: {type: text, label: Handles}
  count: {type: number, label: Number}
  part_of: {type: entry, label: Part of}
  covers: {type: coverage, label: Covers}
  halls: {type: parts, label: Halls, part_kinds: [hall]}
  desks: {type: parts, label: Desks, part_kinds: [desk, press-desk]}
tags:
  free: {label: free of charge, plural: free of charge}
  by-the-sea: {label: by the sea, plural: by the sea}
kinds:
  house:
    label: house
    plural: houses
    rank: 1
    shelf_life_days: 730
    counts: figure/houses
    attributes: [phone, fax, email, address, hours, code, web, keeper, opened, part_of, halls, desks]
  hall:
    label: hall
    plural: halls
    rank: 2
    attributes: [phone, hours, keeper, part_of]
  exhibit:
    label: exhibit
    plural: exhibits
    rank: 3
    attributes: [code, shelf, keeper, opened, part_of]
  desk:
    label: desk
    plural: desks
    rank: 3
    attributes: [phone, email, hours, handles, part_of]
  press-desk:
    label: press desk
    plural: press desks
    shelf_life_days: 1095
    fallback: press-desk/main
    command: /press
    attributes: [phone, email, hours, part_of, covers]
  loan-office:
    label: loan office
    plural: loan offices
    command: /loans
    attributes: [phone, email, address, opened, covers, part_of]
  figure:
    label: figure
    plural: figures
    attributes: [count]
""",
    "figures.yaml": """\
# Headline numbers
kind: figure
source: annual-report
entries:
  - id: figure/houses
    name: Number of houses
    count:
      - {value: 3, as_of: 2026}
      - {value: 2, as_of: 2019, former: true}
""",
    "houses/houses.yaml": """\
# The museum's houses
kind: house
source: museum-site
as_of: 2026-05-01
entries:
  - id: house/harbour
    name: Harbour House
    aliases: [The Old Customs Shed, House by the Quay]
    place: {city: Portland, state: US-ME, lat: 43.657, lon: -70.249, located_by: survey 2025, tz: America/New_York}
    tags: [free, by-the-sea]
    phone: (207) 555-0110
    fax: {value: (207) 555-0111, label: loans desk, source: annual-report, as_of: 2019}
    email: [harbour@lantern-museum.example.org, {value: groups@lantern-museum.example.org, label: groups}]
    address: 1 Quay Street, Portland, ME 04101
    hours:
      tue-fri: "10:00-17:00"
      sat: "10:00-12:00, 13:00-18:00"
      sun-mon: closed
    code: 0102
    web: https://www.lantern-museum.example.org/harbour
    keeper:
      - Ada Reyes
      - {value: Tom Birch, former: true, as_of: 2019-06, source: annual-report}
    opened: 1911
  - id: house/hill
    name: Hill House
    place: {city: San Diego, state: US-CA, tz: America/Los_Angeles}
    phone: 619-555-0123 x6
    hours: {daily: 24 hours}
    code: 0103
  - id: house/canal
    name: Canal House
    place: {city: Copenhagen, country: DK}
    note: The street number is printed both as 4 and as 4A.
    phone: 32 12 34 56
    hours: by appointment only
    code: 0204
    source: old-guide
    as_of: ""
""",
    "houses/halls.yaml": """\
# Halls and what hangs in them
kind: hall
source: museum-site
entries:
  - id: hall/whale
    name: Whale Hall
    part_of: house/harbour
    keeper: Ines Holm
  - id: hall/night
    name: Night Hall
    place: {tz: America/New_York}
    part_of: house/harbour
    hours: {fri-sat: "20:00-02:00", sun-thu: closed}
  - id: hall/maps
    name: Map Hall
    part_of: house/hill
  - id: exhibit/blue-whale
    kind: exhibit
    name: The blue whale
    code: W1
    shelf: A-17
    part_of: hall/whale
""",
    "people/desks.yaml": """\
# Whom to call
source: museum-site
as_of: 2026-05
entries:
  - id: desk/front-desk
    kind: desk
    name: Front desk
    phone: 1-800-555-0199
    handles: tickets, lost property
    part_of: house/harbour
  - id: press-desk/main
    kind: press-desk
    name: Main press desk
    phone: [(207) 555-0150, {value: +1 207-555-0151, label: from abroad}]
    email: press@lantern-museum.example.org
  - id: press-desk/west
    kind: press-desk
    name: Western press desk
    phone: 619-555-0140/0141
    covers: [house/hill, US-CA]
  - id: press-desk/valley
    kind: press-desk
    name: Valley press desk
    phone: (760) 555-0142
    covers:
      - {value: ["Imperial County, US-CA"], label: as printed}
  - id: loan-office/north
    kind: loan-office
    name: Northern loan office
    place: {city: Copenhagen, country: DK}
    phone: +45 32 12 34 57
    covers: [DK, NO, SE]
""",
    "language/en.yaml": """\
language: en
attributes:
  phone: [phone, telephone, number, call]
  email: [email, mail]
  hours: [hours, open]
  address: [address, where]
  keeper: [keeper, who keeps]
  part_of: [part of]
  covers: [covers]
kinds:
  house: [house]
  hall: [hall]
  press-desk: [press, press contact, media]
  loan-office: [loan office, loans]
tags:
  free: [free, no charge]
operations:
  count: [how many]
  list: [list, which]
  open-now: [open now]
filler: [the, please, for, of, no, are, there]
common: [weather]
same: {house: [hse], saint: [st]}
say:
  covers_it: "{name} looks after {place}."
conversation:
  or: [or]
  tell: ["i'll", i had]
""",
    "language/es.yaml": """\
language: es
attributes:
  phone: [teléfono, número, llamar]
  hours: [horario, abierto]
kinds:
  press-desk: [prensa]
operations:
  count: [cuántos]
filler: [el, la, de]
labels: {phone: Teléfono, house: casa}
say:
  covers_it: "De {place} se ocupa {name}."
  source: "Fuente: {what}"
""",
    "language/places.yaml": """\
home: US
names:
  US-CA: [California, CA, Calif]
  US-ME: [Maine, ME]
  US-TX: [Texas, TX]
  GB: [United Kingdom, UK, Britain]
regions:
  nordics: {names: [the Nordics, Nordic countries], members: [DK, "NO", SE, FI, IS]}
""",
    "questions/contacts.yaml": """\
# Whom to call
- q: phone for harbour house
  expect:
    outcome: answer
    entry: house/harbour
    kind: house
    attribute: phone
    value: 555-0110
- q: press contact for the map hall
  expect: {outcome: answer, entry: [press-desk/west], not: press-desk/main}
- q: how many houses are there
  expect: {outcome: count, value: ["3"]}
""",
}
"""Path in the fact base → content."""


def write_museum(folder: Path) -> Path:
    """Writes the museum's fact base into a folder, which is made if need be, and returns it."""
    for file, content in FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
