"""Records into values of the core: references looked up, defaults put in, the value made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError, Severity
from remeslo.interchange.clusterfile.description import Field, ListOf, Referring, Rows, Shape
from remeslo.interchange.clusterfile.log import Log
from remeslo.interchange.clusterfile.record import Record
from remeslo.interchange.clusterfile.registry import Registry
from remeslo.interchange.clusterfile.rules import obeys

_MADE = re.compile(r"(?:МДК|УП|ПП|ПМ)\.(\d{2})(?:\..+)?|ПДП|ГИА(?:\..+)?")
"""Elements that the constructor makes: those of a module, pre-diploma practice, final attestation."""


@dataclass(slots=True)
class Builder:
    """
    Makes values.

    Parameters
    ----------
    made
        For elements of a programme: indices that may be named though they stand in no file, see `may_be_made`.
    """

    registry: Registry
    log: Log
    made: "MadeElements | None" = None

    def value(self, record: Record) -> object | None:
        """The value of a record; None when it is not whole or something in it leads nowhere."""
        given: dict[str, object] = {}
        is_right = record.whole
        for f in record.shape.fields:
            value, right = self._field(record, f)
            is_right &= right
            if f.attribute:
                given[f.attribute] = value
        if not (obeys(record, self.log) and is_right):
            return None
        for f in record.shape.fields:
            if f.default_from and f.name not in record.values:
                given[f.attribute] = given[record.shape.field(f.default_from).attribute]
        return self._made(record, given)

    def _made(self, record: Record, given: Mapping[str, object]) -> object | None:
        try:
            return record.shape.make(**record.shape.fixed, **_gathered(record.shape, given))
        except ProblemError as error:
            self.log.add("cluster.not_accepted", record.place, what=record.shape.kind, reason=str(error))
            return None

    def _field(self, record: Record, f: Field) -> tuple[object, bool]:
        """The field's value, and whether it is right."""
        if f.name not in record.values:
            return f.default, True
        value = record.values[f.name]
        if isinstance(value, Record):
            inner = self.value(value)
            return inner, inner is not None
        if isinstance(f.type, Rows) and isinstance(value, list):
            inner_values = [self.value(r) for r in value if isinstance(r, Record)]
            return tuple(inner_values), None not in inner_values
        if isinstance(f.type, ListOf) and isinstance(f.type.item, Referring) and isinstance(value, tuple):
            return self._inner_references(record, f, f.type.item, value)
        if isinstance(f.type, ListOf) and isinstance(value, tuple):
            kind = getattr(f.type.item, "refers", "")
            found = [self._reference(record, f, kind, v, n) for n, v in enumerate(value)] if kind else list(value)
            return tuple(found), None not in found
        kind = getattr(f.type, "refers", "")
        if kind and isinstance(value, str):
            key = self._reference(record, f, kind, value, 0)
            return key, key is not None
        return value, True

    def _inner_references(
        self, record: Record, f: Field, item: Referring, values: tuple[object, ...]
    ) -> tuple[object, bool]:
        """Values that hold keys, with the keys that these lead to, and whether all lead somewhere."""
        keys = [self._reference(record, f, item.refers, item.key_of(v), n) for n, v in enumerate(values)]
        found = tuple(item.rekeyed(v, k) for v, k in zip(values, keys, strict=True) if k is not None)
        return found, None not in keys

    def _reference(self, record: Record, f: Field, kind: str, key: object, item: int) -> str | None:
        """The key that a reference leads to; None, and told, when it leads nowhere."""
        place, text = record.at(f.name, item), str(key)
        found = self.registry.find(kind, text)
        if found.is_alike:
            facts: dict[str, object] = {"field": record.word(f.name), "value": text, "read_as": found.key}
            self.log.put("cluster.lookalike", place, Severity.NOTE, facts)
        if found.key is None and kind == "element" and self.made is not None and self.made.may_be(text):
            return text
        if found.key is None:
            self.log.add(
                "cluster.leads_nowhere",
                place,
                severity=Severity.STOPS_PUBLISHING,
                field=record.word(f.name),
                value=text,
                what=kind,
                like=found.like,
            )
        return found.key


def _gathered(shape: Shape[object], given: Mapping[str, object]) -> dict[str, object]:
    """The values, rows in the collections in which the core keeps them; raises ProblemError."""
    own = {f.attribute: f.gather for f in shape.fields if f.gather is not None}
    return {k: own[k](v) if k in own and isinstance(v, tuple) else v for k, v in given.items()}


@dataclass(frozen=True, slots=True)
class MadeElements:
    """
    Elements that the constructor may add to a programme.

    Parameters
    ----------
    modules
        Numbers of modules that may come: one for each activity of the state standard and one for the employers;
        None when the state standard cannot be read.
    disciplines
        Indices of the state standard's disciplines.
    """

    modules: frozenset[int] | None
    disciplines: frozenset[str]

    def may_be(self, index: str) -> bool:
        """True for an index that may come."""
        found = _MADE.fullmatch(index)
        if not found:
            return index in self.disciplines or self.modules is None
        return found[1] is None or self.modules is None or int(found[1]) in self.modules
