"""Reading the facts of an entry: each attribute holds a value alone, a value with particulars, or several of either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.directory.model import Attribute, Fact, Location, Place, Source
from bot.directory.reading.checks import check_past
from bot.directory.reading.ground import Ground
from bot.directory.reading.reader import Reader, inside
from bot.directory.reading.values import ValueReader
from bot.directory.reading.yamlfile import Mapping, Node, Scalar, Sequence

PARTICULARS = ("value", "label", "note", "source", "as_of", "former")
"""Keys beside a fact's value."""
_UNKNOWN = Source("", "", "", "", "unofficial")  # stands in where a problem has been noted


@dataclass(frozen=True, slots=True)
class Origin:
    """Where facts come from unless they say otherwise."""

    source: Source | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads the facts of the entries of one file. ``what`` names entry and attribute in messages."""

    reader: Reader
    ground: Ground
    sourceless: list[tuple[int, str]] = field(default_factory=list)
    """Facts for which no source is known: line, and which they are."""

    def origin(self, fields: Mapping, what: str, default: Origin) -> Origin:
        """The source and date given beside something, else the default ones."""
        source, as_of = default.source, default.as_of
        if "source" in fields.values:
            name = self.reader.line(fields, "source", what)
            source = self.ground.sources.get(name, _UNKNOWN)
            if name and source is _UNKNOWN:
                line = fields.values["source"].line
                self.reader.unknown(line, what, "source", name, self.ground.sources, "declare it in sources.yaml")
        if "as_of" in fields.values:
            node = fields.values["as_of"]
            as_of = self.reader.scalar(node, inside(what, "as_of"), may_be_empty=True)
            if as_of:
                self.reader.check(lambda text: check_past(text, self.ground.today), as_of, node.line, inside(what, "as_of"))
        return Origin(source, as_of)

    def read(self, attribute: Attribute, node: Node, what: str, place: Place, origin: Origin) -> Iterator[Fact]:
        """The facts under an attribute of an entry that stands at ``place``."""
        values = ValueReader(self.reader, self.ground)
        for value_node, particulars in self._forms(attribute, node, what):
            own, label, note, former = origin, "", "", False
            if particulars is not None:
                own = self.origin(particulars, what, origin)
                label = self.reader.line(particulars, "label", what)
                note = self.reader.text(particulars, "note", what)
                former = self.reader.choice(particulars, "former", what, ("true", "false"), "false") == "true"
            if own.source is None:
                self.sourceless.append((value_node.line, what))
            value = values.read(attribute, value_node, what, place)
            if value is not None:
                yield Fact(
                    attribute=attribute.id,
                    value=value.text,
                    source=own.source or _UNKNOWN,
                    as_of=own.as_of,
                    label=label,
                    note=note,
                    former=former,
                    phones=value.phones,
                    hours=value.hours,
                    targets=value.targets,
                    where=Location(self.reader.file, value_node.line),
                )

    def _forms(self, attribute: Attribute, node: Node, what: str) -> Iterator[tuple[Node, Mapping | None]]:
        """The value nodes under an attribute, each with its particulars or None."""
        if not isinstance(node, Sequence):
            yield from self._form(attribute, node, what)
            return
        if not node.items:
            self.reader.problem(node.line, f"{what} is an empty list; write a value, or take it out")
        alone: list[Node] = []
        for item in node.items:
            if attribute.type == "coverage" and not isinstance(item, Mapping):
                alone.append(item)  # the targets that stand alone in a list are one fact together
            else:
                yield from self._form(attribute, item, what)
        if alone:
            yield Sequence(alone[0].line, alone), None

    def _form(self, attribute: Attribute, node: Node, what: str) -> Iterator[tuple[Node, Mapping | None]]:
        if isinstance(node, Sequence):
            self.reader.problem(node.line, f"{what} has a list inside a list; write all values in one list")
        elif isinstance(node, Scalar) or (attribute.type == "hours" and not node.values.keys() & set(PARTICULARS)):
            yield node, None
        else:
            fields = self.reader.fields(node, what, PARTICULARS, ("value",))
            if "value" in fields.values:
                yield fields.values["value"], fields
