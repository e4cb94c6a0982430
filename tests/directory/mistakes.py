"""Mistakes a curator can make in the museum's fact base, and what is said of each."""

HOUSES = "houses/houses.yaml"
HALLS = "houses/halls.yaml"
DESKS = "people/desks.yaml"
PHONE = "phone: (207) 555-0110"
COVERS = "covers: [DK, NO, SE]"
SATURDAY = 'sat: "10:00-12:00, 13:00-18:00"'

MISTAKES = [
    # not YAML, or more YAML than is wanted
    (HOUSES, f"    {PHONE}", f"\t{PHONE}", ":11: not YAML: a tab in the indentation; use spaces"),
    (HOUSES, PHONE, f"phone: desk: {PHONE}", ":11: not YAML: a second `: ` in the line; put the value in quotes"),
    (HOUSES, PHONE, 'phone: "(207) 555-0110', ":11: not YAML: a quote that is never closed; close it"),
    (HOUSES, PHONE, 'phone: "(207)" 555-0110', ":11: not YAML: text after a closing quote; put the whole value in quotes"),
    (HOUSES, PHONE, 'phone: "\\207"', ":11: not YAML: a backslash inside double quotes; use single quotes"),
    (HOUSES, PHONE, "phone: @home", ":11: not YAML: a value that begins with @, ` or %; put it in quotes"),
    (HOUSES, PHONE, "phone", ":12: not YAML: a line that is neither `key: value` nor `- item`; add the colon"),
    (
        *(HOUSES, f"    {PHONE}", f"     {PHONE}"),
        ":11: not YAML: the indentation does not fit the lines above; line it up with its neighbours",
    ),
    (
        *(HOUSES, f"    {PHONE}\n", f"<<<<<<< HEAD\n    {PHONE}\n=======\n    phone: 1\n>>>>>>> theirs\n"),
        ":11: not YAML: edits that git could not join (<<<<<<<); keep the right lines, take out those of <, = and >",
    ),
    (
        *(HOUSES, f"    {PHONE}\n", f"    {PHONE}\n>>>>>>> theirs\n"),
        ":12: not YAML: edits that git could not join (>>>>>>>); keep the right lines, take out those of <, = and >",
    ),
    (HOUSES, PHONE, "phone: - 1", ":11: not YAML: a list that begins on the line of its key; begin it on the next line"),
    (
        *(HOUSES, "tags: [free, by-the-sea]", "tags: [free, by-the-sea"),
        ":11: not YAML: a bracket or brace that is never closed, or a missing comma; close it on the same line",
    ),
    (HOUSES, PHONE, f"{PHONE} #4", ':11: "#4" would be lost as a comment; put the value in quotes'),
    (HOUSES, PHONE, "phone: *desk", ":11: an alias (*desk); write the value out, or put text that begins with * in quotes"),
    (
        *(HOUSES, PHONE, "phone: &desk 1"),
        ":11: an anchor (&desk); write values out where they are needed, or put text that begins with & in quotes",
    ),
    (
        *(HOUSES, PHONE, "phone: !!python/name:os.system x"),
        ":11: a tag (!!python/name:os.system); take it out, or put text that begins with ! in quotes",
    ),
    (HOUSES, PHONE, "phone: !secret x", ":11: a tag (!secret); take it out, or put text that begins with ! in quotes"),
    (
        *(HOUSES, "  - id: house/hill\n", "---\n  - id: house/hill\n"),
        ":25: a second document begins here (---); keep one document a file",
    ),
    (
        *(HOUSES, PHONE, "phone: {[1, 2]: 3}"),
        ":11: a bracket or brace where a key belongs; put text that begins with one in quotes",
    ),
    (
        *(HOUSES, PHONE, f"{PHONE}\n    {PHONE}"),
        ':12: house/harbour: key "phone" stands twice, first on line 11; keep one of them',
    ),
    (HOUSES, PHONE, "phone: (207)\x07 555-0110", ":11: an invisible character (U+0007); take it out"),
    (HOUSES, PHONE, "phone: (207)\u2028 555-0110", ":11: an invisible character (U+2028); take it out"),
    (HOUSES, PHONE, "phone: (207)\u202e 555-0110", ":11: an invisible character (U+202E); take it out"),
    (HOUSES, PHONE, r'phone: "(207)\e[2J 555-0110"', ":11: an invisible character (U+001B); take it out"),
    # shapes
    (HOUSES, PHONE, "phone:", ":11: house/harbour: phone is empty; write it, or take it out"),
    (HOUSES, PHONE, "phone: null", ":11: house/harbour: phone is empty; write it, or take it out"),
    (HOUSES, PHONE, "phone: []", ":11: house/harbour: phone is an empty list; write a value, or take it out"),
    (HOUSES, PHONE, "phone: [[1]]", ":11: house/harbour: phone has a list inside a list; write all values in one list"),
    (HOUSES, PHONE, "phone: {value: {a: b}}", ":11: house/harbour: phone is `key: value` lines; write one text"),
    (HOUSES, PHONE, "phone: {label: gate}", ":11: house/harbour: phone has no value; add `value: …`"),
    (
        *(HOUSES, PHONE, "phone: {value: (207) 555-0110, lable: x}"),
        ':11: house/harbour: phone: unknown key "lable"; did you mean label?',
    ),
    (
        *(HOUSES, PHONE, "phone: {value: (207) 555-0110, label: gate 2, north}"),
        ':11: house/harbour: phone: unknown key "north"; put text that has a comma in quotes, or take it out',
    ),
    (
        *(HOUSES, PHONE, "phone: {value: (207) 555-0110, former: maybe}"),
        ':11: house/harbour: phone: unknown former "maybe"; write one of: true, false',
    ),
    (
        *(HOUSES, "tags: [free, by-the-sea]", "tags: {free: true}"),
        ":10: house/harbour: tags is `key: value` lines; write a list",
    ),
    (
        *(HOUSES, "place: {city: Copenhagen, country: DK}", "place: DK"),
        ':33: house/canal: place is "DK"; write `key: value` lines',
    ),
    (HOUSES, "name: Hill House", "name: [Hill, House]", ":26: house/hill: name is a list; write one text"),
    (HOUSES, "entries:\n", "entries:\n  - just text\n", ':6: entry 1 is "just text"; write `key: value` lines'),
    # keys, kinds and tags
    (HOUSES, "phone: (2", "phnoe: (2", ':11: house/harbour: unknown key "phnoe"; did you mean phone?'),
    (HOUSES, "phone: (2", "zzz: (2", ':11: house/harbour: unknown key "zzz"; take it out, or declare it in kinds.yaml'),
    (
        *(HOUSES, PHONE, "count: 3"),
        ":11: house/harbour: the kind house has no attribute count;"
        " take it out, or add it to the attributes of house in kinds.yaml",
    ),
    (HOUSES, PHONE, "halls: [hall/whale]", ":11: house/harbour: halls is worked out from part_of and covers; take it out"),
    (HOUSES, "tags: [free, by-the-sea]", "tags: [fre]", ':10: house/harbour: unknown tag "fre"; did you mean free?'),
    (HOUSES, "kind: house\n", "kind: hosue\n", ':2: unknown kind "hosue"; did you mean house?'),
    (HALLS, "kind: exhibit", "kind: exibit", ':18: exhibit/blue-whale: unknown kind "exibit"; did you mean exhibit?'),
    (DESKS, "    kind: desk\n", "", ":5: desk/front-desk has no kind; add `kind: …` to it, or at the top of the file"),
    # ids and names
    (
        *(HOUSES, "id: house/canal", "id: house/harbour"),
        ":31: the id house/harbour stands twice, first at houses/houses.yaml:6; give one of them another id",
    ),
    (HOUSES, "id: house/canal", "id: House/Canal!", ':31: "House/Canal!" is no id; write it as house/canal'),
    (HOUSES, "id: house/canal", "id: canal", ':31: "canal" is no id; write it as house/canal'),
    (
        *(HOUSES, "id: house/canal", "id: hall/canal"),
        ":31: the id hall/canal does not begin with its kind, house; write house/canal, or add kind: hall",
    ),
    (HOUSES, "  - id: house/canal\n    name", "  - name", ":31: entry 3 has no id; add `id: house/canal-house`"),
    (HOUSES, "    name: Canal House\n", "", ":31: house/canal has no name; add `name: …`"),
    (HOUSES, "name: Canal House", "name: ''", ":32: house/canal: name is empty; write it, or take it out"),
    (
        *(HOUSES, "aliases: [The Old Customs Shed", "aliases: [canal-house"),
        ':8: house/harbour: the alias "canal-house" is the name of house/canal too, at houses/houses.yaml:32; take it out',
    ),
    (
        *(HALLS, "name: Map Hall", "name: Map Hall\n    aliases: [Cánal HOUSE]"),
        ':16: hall/maps: the alias "Cánal HOUSE" is the name of house/canal too, at houses/houses.yaml:32; take it out',
    ),
    (
        *(HOUSES, "name: Canal House", "name: Hill House"),
        ':32: house/canal: the name "Hill House" is the name of house/hill too, at houses/houses.yaml:26; tell them apart',
    ),
    (
        *(HOUSES, "code: 0103", "code: 0102"),
        ':30: house/hill: code "0102" is that of house/harbour too, at houses/houses.yaml:19;'
        " correct one of them, or say in its `note` why both have it",
    ),
    # sources and dates
    (
        *(HOUSES, "as_of: 2026-05-01", "as_of: 2027-05"),
        ':4: as_of "2027-05" lies in the future, today being 2026-11-22; write the day it was true',
    ),
    (
        *("sources.yaml", "date: 2026-05-01", "date: 2062-05-01"),
        ':5: source museum-site: date "2062-05-01" lies in the future, today being 2026-11-22; write the day it was true',
    ),
    (HOUSES, "source: museum-site\n", "source: museum-sit\n", ':3: unknown source "museum-sit"; did you mean museum-site?'),
    (
        *(HOUSES, "source: museum-site\n", ""),
        ":10: house/harbour: phone has no source, nor have 11 more facts of this file;"
        " add `source: …` beside it, in the entry or at the top of the file",
    ),
    (
        *(HOUSES, "source: old-guide", "source: new-guide"),
        ':38: house/canal: unknown source "new-guide"; did you mean old-guide?',
    ),
    (
        *(HOUSES, "as_of: 2026-05-01", "as_of: 2026-02-30"),
        ':4: as_of "2026-02-30" is not in the calendar; write a day that exists, as 2026-09-28',
    ),
    (
        *(HOUSES, "as_of: 2019-06", "as_of: June 2019"),
        ':23: house/harbour: keeper: as_of "June 2019" is no date; write it as 2026-09-28, 2026-09 or 2026',
    ),
    # values by type
    (
        *(HOUSES, PHONE, "phone: 520-555"),
        ':11: house/harbour: phone "520-555" has too few digits; write all of it, as (202) 555-0100',
    ),
    (
        *(HOUSES, PHONE, "phone: (2O7) 555-0110"),
        ':11: house/harbour: phone "(2O7) 555-0110" has the letter O among its digits; write the digit 0',
    ),
    (
        *(HOUSES, "code: 0102", "code: no code"),
        ':19: house/harbour: code "no code" is no code; write letters and digits only, such as 2304 or DFW',
    ),
    (
        *(HOUSES, "opened: 1911", "opened: about 1911"),
        ':24: house/harbour: opened "about 1911" is no date; write it as 2026-09-28, 2026-09 or 2026',
    ),
    (
        *(HOUSES, "[harbour@", "[harbour at "),
        ':13: house/harbour: email "harbour at lantern-museum.example.org" is no e-mail address;'
        " write name@example.org, and several as a list",
    ),
    (
        *(HOUSES, "web: https://", "web: "),
        ':20: house/harbour: web "www.lantern-museum.example.org/harbour" is no web address;'
        " write it as https://www.lantern-museum.example.org/harbour",
    ),
    (
        *("figures.yaml", "value: 3,", "value: about 3,"),
        ':8: figure/houses: count "about 3" is no number; write digits only, such as 328, and words in `note`',
    ),
    # hours
    (
        *(HOUSES, SATURDAY, 'sat: "10:00-12:00, 11:00-18:00"'),
        ':17: house/harbour: hours: "10:00-12:00, 11:00-18:00": the spans overlap;'
        ' write closed, 24 hours, or spans such as "08:00-12:00, 13:00-16:30"',
    ),
    (HOUSES, SATURDAY, "sat: 10am-6pm", ':17: house/harbour: hours: "10am-6pm" are no hours; write "10:00-18:00"'),
    (
        *(HOUSES, SATURDAY, 'sat: "10:00-300:00"'),
        ':17: house/harbour: hours: "10:00-300:00": there is no 300:00 in a day; write times from 00:00 to 24:00',
    ),
    (HOUSES, f"      {SATURDAY}\n", "", ":16: house/harbour: hours say nothing of sat; add sat: closed, or its hours"),
    (
        *(HOUSES, "sun-mon: closed", "sat-mon: closed"),
        ":18: house/harbour: hours: sat is settled twice, by sat and by sat-mon; keep one of them",
    ),
    (
        *(HOUSES, "sun-mon: closed", "sun-mno: closed"),
        ':18: house/harbour: hours: "sun-mno" is no weekday;'
        " write mon, tue, wed, thu, fri, sat, sun, a range as mon-fri, or daily",
    ),
    (
        *(HOUSES, ", tz: America/Los_Angeles", ""),
        ":29: house/hill: hours have no time zone; add tz: … here or in the entry's place",
    ),
    (
        *(HALLS, '{fri-sat: "20:00-02:00", sun-thu: closed}', '{fri: "20:00-04:00", sat: "03:00-05:00", sun-thu: closed}'),
        ":13: hall/night: hours: sat opens before fri has closed, past midnight; shorten one of them",
    ),
    # places
    (
        *(HOUSES, "state: US-ME", "state: US-MX"),
        ':9: house/harbour: place: state: no state "US-MX" in language/places.yaml; did you mean US-ME?',
    ),
    (HOUSES, "state: US-ME", "state: ME", ':9: house/harbour: place: state: "ME" is no code; write US-ME'),
    (
        *(HOUSES, "state: US-ME", "state: US-ME, country: DK"),
        ":9: house/harbour: place: the state US-ME is not in DK; write country: US, or take it out",
    ),
    (HOUSES, "country: DK", "country: Denmark", ':33: house/canal: place: country: "Denmark" is no code; write DK'),
    (
        *(HOUSES, "lat: 43.657", "lat: 143.657"),
        ':9: house/harbour: place: lat is "143.657"; write degrees from -90 to 90, such as 31.33',
    ),
    (HOUSES, "lat: 43.657, ", "", ":9: house/harbour: place has lon but no lat; add lat, or take lon out"),
    (
        *(HOUSES, "New_York", "New_Yrok"),
        ':9: house/harbour: place: tz "America/New_Yrok" is no time zone; did you mean America/New_York?',
    ),
    # relations
    (
        *(HALLS, "    part_of: house/harbour\n    keeper", "    part_of: house/harbor\n    keeper"),
        ':7: hall/whale: part_of: no entry "house/harbor"; did you mean house/harbour?',
    ),
    (
        *(HALLS, "part_of: house/hill", "part_of: house/hil"),
        ':16: hall/maps: part_of: no entry "house/hil"; did you mean house/hill?',
    ),
    (HALLS, "part_of: house/hill", "part_of: US-CA", ':16: hall/maps: part_of: no entry "US-CA"; write the id of an entry'),
    (
        *(HALLS, "part_of: house/hill", "part_of: [house/hill, house/canal]"),
        ":16: hall/maps is part of two entries; keep one part_of, and mark the other as former: true",
    ),
    (HALLS, "part_of: house/hill", "part_of: hall/maps", ":16: hall/maps is part of itself; take out one part_of"),
    (
        *(DESKS, COVERS, "covers: [DK, NO, XX]"),
        ':32: loan-office/north: covers: no country "XX";'
        " write a two-letter ISO 3166 code, such as DK, or a state's, such as US-TX",
    ),
    (DESKS, COVERS, "covers: [Denmark]", ':32: loan-office/north: covers: "Denmark" is no code; write DK'),
    (DESKS, COVERS, "covers: [DK, NO, DK]", ':32: loan-office/north: covers: "DK" stands twice; keep one'),
    (DESKS, COVERS, "covers: [loan-office/north]", ":32: loan-office/north covers itself; take it out of covers"),
    (
        *(DESKS, COVERS, "covers: [loan-office/nort]"),
        ':32: loan-office/north: covers: no entry "loan-office/nort"; did you mean loan-office/north?',
    ),
    (
        *(DESKS, "County, US-CA", "County, US-AC"),
        ':26: press-desk/valley: covers: no state "US-AC" in language/places.yaml; did you mean US-CA?',
    ),
    (
        *(DESKS, "County, US-CA", "County,"),
        ':26: press-desk/valley: covers: "Imperial County," has no code after the comma; write it as Some County, US-CA',
    ),
    # declarations
    (
        *("kinds.yaml", "phone: {type: phone", "phone: {type: fone"),
        ':2: attribute phone: unknown type "fone"; did you mean phone?',
    ),
    ("kinds.yaml", "phone, label: Phone}", "phone}", ":2: attribute phone has no label; add `label: …`"),
    (
        *("kinds.yaml", "  fax:", "  name: {type: text, label: Name}\n  fax:"),
        ":3: attribute name: every entry has a key name of its own; give the attribute another name",
    ),
    (
        *("kinds.yaml", "part_of: {type: entry", "part_of: {type: text"),
        ":14: attribute part_of has the type text; write type: entry",
    ),
    (
        *("kinds.yaml", "part_kinds: [hall]", "part_kinds: [hall, hal]"),
        ':16: attribute halls: unknown kind "hal"; did you mean hall?',
    ),
    ("kinds.yaml", ", part_kinds: [hall]", "", ":16: attribute halls does not say what it lists; add part_kinds: [a kind]"),
    ("kinds.yaml", "[count]", "[count, cuont]", ':59: kind figure: unknown attribute "cuont"; did you mean count?'),
    ("kinds.yaml", "rank: 1", "rank: 7", ':25: kind house: rank is "7"; write a whole number from 1 to 3'),
    (
        *("kinds.yaml", "shelf_life_days: 730", "shelf_life_days: two years"),
        ':26: kind house: shelf_life_days is "two years"; write a whole number from 1 to 36500',
    ),
    (
        *("kinds.yaml", "fallback: press-desk/main", "fallback: press-desk/mian"),
        ':48: kind press-desk: fallback: no entry "press-desk/mian"; did you mean press-desk/main?',
    ),
    (
        *("kinds.yaml", "counts: figure/houses", "counts: house/hill"),
        ":27: kind house: counts: house/hill has no number; add one to it",
    ),
    (
        *("kinds.yaml", "command: /press", "command: press"),
        ':49: kind press-desk: "press" is no slash command; write it as /press-desk',
    ),
    (
        *("kinds.yaml", "command: /loans", "command: /press"),
        ":51: kind loan-office: the command /press belongs to press-desk already; write another one",
    ),
    (
        *("directory.yaml", "general:", "command: ask\ngeneral:"),
        ':3: command: "ask" is no slash command; write it as /directory',
    ),
    (
        *("kinds.yaml", "command: /loans", "command: /directory"),
        ":51: kind loan-office: the command /directory belongs to the whole directory already; write another one",
    ),
    (
        *("sources.yaml", "standing: secondary", "standing: second"),
        ':10: source annual-report: unknown standing "second"; did you mean secondary?',
    ),
    (
        *("sources.yaml", "date: 2026-05-01", "date: 01.05.2026"),
        ':5: source museum-site: date "01.05.2026" is no date; write it as 2026-09-28, 2026-09 or 2026',
    ),
    (
        *("sources.yaml", "title: Annual report 2019", "title:"),
        ":8: source annual-report: title is empty; write it, or take it out",
    ),
    ("directory.yaml", "title: Lantern Museum directory\n", "", ":1: the file has no title; add `title: …`"),
    ("directory.yaml", "about:", "abuot:", ':2: unknown key "abuot"; did you mean about?'),
    (
        *("directory.yaml", "general: desk/front-desk", "general: desk/front"),
        ':3: general: no entry "desk/front"; did you mean desk/front-desk?',
    ),
    # language
    (
        *("language/en.yaml", "  phone: [phone", "  fone: [phone"),
        ':3: attributes: unknown attribute "fone"; did you mean phone?',
    ),
    (
        *("language/en.yaml", "  house: [house]", "  castle: [house]"),
        ':11: kinds: unknown kind "castle"; write one of: house, hall, exhibit, desk, press-desk, loan-office, figure',
    ),
    ("language/en.yaml", "  free: [free", "  fre: [free", ':16: tags: unknown tag "fre"; did you mean free?'),
    (
        *("language/en.yaml", "  count: [how", "  cuont: [how"),
        ':18: operations: unknown operation "cuont"; did you mean count?',
    ),
    (
        *("language/en.yaml", "language: en", "language: es"),
        ":1: the file en.yaml says language: es; write language: en, or name the file es.yaml",
    ),
    (
        *("language/en.yaml", "after {place}.", "after {place."),
        ":25: say: covers_it has a brace that encloses no name; write fields as {name}",
    ),
    (
        *("language/en.yaml", "after {place}.", "after {place:>999999999}."),
        ":25: say: covers_it has a brace that encloses no name; write fields as {name}",
    ),
    (
        *("language/es.yaml", "labels: {phone:", "labels: {fone:"),
        ':10: labels: unknown attribute, kind or tag "fone"; did you mean phone?',
    ),
    (
        *("language/places.yaml", "home: US", "home: USA"),
        ':1: home: no country "USA"; write a two-letter ISO 3166 code, such as DK',
    ),
    (
        *("language/places.yaml", "US-TX: [", "USTX: ["),
        ':5: names: no country "USTX"; write a two-letter ISO 3166 code, such as DK, or a state\'s, such as US-TX',
    ),
    ("language/places.yaml", "members: [DK", "members: [Denmark", ':8: region nordics: "Denmark" is no code; write DK'),
]
"""File, what stands in it, what is written instead, and the one message, which begins with the line."""
