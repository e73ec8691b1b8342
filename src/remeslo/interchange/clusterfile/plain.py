"""
Values of the core into the plain form that YAML and CSV share: names of a language, texts, lists, tables.

Every value is read back by its own type before it is let out, so that nothing can be written that would not come back.
"""

from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape, Table, ValueType, Wrong
from remeslo.interchange.clusterfile.log import Place
from remeslo.interchange.clusterfile.valuetypes import Boolean, Day, Integer
from remeslo.interchange.sentences import Language


class NotWritable(Exception):
    """A cluster that would not come back the same, or a folder that may not be written; ``findings`` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{f.code} at {f.where}" for f in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class PlainText:
    """One text; ``is_free`` when a general reader of YAML must see a string: not a number, a day, yes or no."""

    text: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Names and values in the order of the shape."""

    entries: "tuple[tuple[str, Plain], ...]"


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list."""

    items: "tuple[Plain, ...]"


Plain = PlainText | PlainTable | PlainList


@dataclass(frozen=True, slots=True)
class Plainer:
    """
    Puts values into plain form.

    Parameters
    ----------
    file
        Path of the file that is being written, for findings.
    """

    language: Language
    file: str
    wrong: list[Finding] = field(default_factory=list)

    def table(self, shape: Shape[object], value: object, given: "dict[str, Plain] | None" = None) -> PlainTable:
        """
        The fields of a value; those that are empty by default are left out.

        Parameters
        ----------
        given
            Plain values that take the place of the value's own (paths instead of elements).
        """
        entries: list[tuple[str, Plain]] = []
        for f in shape.fields:
            word = f.named(self.language)
            if given and f.name in given:
                entries.append((word, given[f.name]))
            elif f.attribute:
                content = getattr(value, f.attribute)
                if f.required or content not in (None, "", ()) or content != f.default:
                    entries.append((word, self._plain(f, content)))
        return PlainTable(tuple(entries))

    def _plain(self, f: Field, value: object) -> Plain:
        if isinstance(f.type, Table):
            return self.table(f.type.shape, value)
        if isinstance(f.type, Rows | ListOf):
            rows = _items(value) if f.spread is None else f.spread(value)
            if isinstance(f.type, Rows):
                return PlainList(tuple(self.table(f.type.shape, v) for v in rows))
            return PlainList(tuple(self._text(f, f.type.item, v, is_item=True) for v in rows))
        return self._text(f, f.type, value)

    def _text(self, f: Field, kind: ValueType, value: object, *, is_item: bool = False) -> PlainText:
        try:
            text = kind.format(value, self.language)
            comes_back = kind.parse(text, _deaf) == value
        except (Wrong, StopIteration, TypeError, ValueError):
            text, comes_back = repr(value), False
        if not comes_back or ((f.required or is_item) and not text.strip()):
            self._refuse(f, kind, value)
        return PlainText(text, is_free=not isinstance(kind, Integer | Boolean | Day))

    def _refuse(self, f: Field, kind: ValueType, value: object) -> None:
        facts = {"field": f.ru, "name": f.name, "value": str(value)[:200], "expected": kind.name}
        place = Place(self.file)
        self.wrong.append(Finding("cluster.not_writable", place.where, facts, Severity.STOPS_SAVING))


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _deaf(code: str, **facts: object) -> None:
    """Takes notes that nobody needs: a value that has to be put right does not come back the same anyway."""
