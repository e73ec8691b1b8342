"""Values of places as plain JSON and back; rubbish is told by findings ``ruling.*``, never taken."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import TYPE_OF
from remeslo.core.competence.studio.values import Decision, Payer, Value

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class ReadValue:
    """
    A value that was read.

    Parameters
    ----------
    value
        ``None``: as the constructor would (or, with findings, unreadable).
    findings
        Why it is no value of that place; empty when all is well.
    """

    value: Value | None
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """True when the value may be taken (``None`` without findings takes a ruling away)."""
        return not self.findings


def read_value(place: Place, data: object) -> ReadValue:
    """
    The value of a place from plain JSON: an object with the fields of the place's value type, or null.

    ========================  ==========================================================================
    kind                      object (``"note"`` may stand in each)
    ========================  ==========================================================================
    request                   ``{"decision": "accepted", "functions": ["40.002@701н-2013-12-02:A/01.2"]}``,
                              ``{"decision": "own"}``, ``{"decision": "dropped"}``
    rejected                  ``{"rejected": ["40.002@701н-2013-12-02:A/02.3"]}``
    line                      ``{"line": "line:Set-up of CNC"}``, ``{"line": "own:card-1/2"}``, or a function's key
    wording                   ``{"text": "..."}``
    answer                    ``{"answer": "deepen", "competence": "ПК 1.1"}``, ``{"answer": "rejected"}``
    payer                     ``{"payer": "core"}``, ``"variable"``, ``"employer"``
    proficiency               ``{"proficiency": 3}``
    hours                     ``{"hours": 72}``
    title                     ``{"title": "...", "line": "own:card-1/2"}`` (``line`` may be left out)
    ========================  ==========================================================================

    Findings: ``ruling.value_not_object``, ``ruling.value_field_unknown``, ``ruling.value_field_missing``,
    ``ruling.value_field_type``, ``ruling.value_refused``; all hard (nothing is saved).
    """
    if data is None:
        return ReadValue(None)
    wanted = _FIELDS[place.kind]
    if not isinstance(data, Mapping):
        return _wrong("ruling.value_not_object", place, {"expected": tuple(f.name for f in wanted)})
    known = {f.name for f in wanted}
    for name in data:
        if name not in known:
            return _wrong(
                "ruling.value_field_unknown", place, {"field": _short(name), "expected": tuple(sorted(known))}
            )
    given: dict[str, Any] = {}
    for f in wanted:
        if f.name not in data:
            if f.required:
                return _wrong("ruling.value_field_missing", place, {"field": f.name, "expected": f.expected})
            continue
        try:
            given[f.name] = f.read(data[f.name])
        except _NotThat:
            facts = {"field": f.name, "expected": f.expected, "found": _short(data[f.name])}
            return _wrong("ruling.value_field_type", place, facts)
    try:
        return ReadValue(TYPE_OF[place.kind](**given))
    except ProblemError as error:
        return _wrong("ruling.value_refused", place, {"reason": str(error)})


def plain(value: Value | None) -> Json:
    """The value as plain JSON; ``read_value(place, plain(value))`` is the value again. An empty note is left out."""
    if value is None:
        return None
    shown: dict[str, Json] = {}
    for f in fields(value):
        given = getattr(value, f.name)
        if f.default is not MISSING and given == f.default:
            continue
        shown[f.name] = list(given) if isinstance(given, tuple) else str(given) if isinstance(given, StrEnum) else given
    return shown


def _text(data: object) -> str:
    """One line: line ends and tabs of a text field become spaces."""
    return " ".join(part.strip() for part in _lines(data).split("\n"))


def _lines(data: object) -> str:
    """A note keeps its lines."""
    if not isinstance(data, str):
        raise _NotThat
    return data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def _optional_text(data: object) -> str | None:
    return None if data is None else _text(data)


def _whole(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise _NotThat
    return data


def _texts(data: object) -> tuple[str, ...]:
    if not isinstance(data, list | tuple):
        raise _NotThat
    return tuple(_text(x) for x in data)


class _NotThat(Exception):
    """The data is of another type."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    read: Callable[[object], object]
    expected: str
    required: bool = True


def _one_of(name: str, words: type[StrEnum]) -> _Field:
    """A field whose value is a member of an enumeration."""

    def read(data: object) -> StrEnum:
        text = _text(data)
        if text not in set(words):
            raise _NotThat
        return words(text)

    return _Field(name, read, " | ".join(words))


_NOTE = _Field("note", _lines, "text", required=False)
_FIELDS: Mapping[PlaceKind, tuple[_Field, ...]] = {
    PlaceKind.REQUEST: (
        _one_of("decision", Decision),
        _Field("functions", _texts, "[text]", required=False),
        _NOTE,
    ),
    PlaceKind.REJECTED: (_Field("rejected", _texts, "[text]"), _NOTE),
    PlaceKind.LINE: (_Field("line", _text, "text"), _NOTE),
    PlaceKind.WORDING: (_Field("text", _text, "text"), _NOTE),
    PlaceKind.ANSWER: (
        _one_of("answer", GapClass),
        _Field("competence", _optional_text, "text | null", required=False),
        _NOTE,
    ),
    PlaceKind.PAYER: (_one_of("payer", Payer), _NOTE),
    PlaceKind.PROFICIENCY: (_Field("proficiency", _whole, "1 | 2 | 3"), _NOTE),
    PlaceKind.HOURS: (_Field("hours", _whole, "number"), _NOTE),
    PlaceKind.TITLE: (_Field("title", _text, "text"), _Field("line", _text, "text", required=False), _NOTE),
}


def _short(data: object) -> str:
    return str(data)[:80]


def _wrong(code: str, place: Place, facts: Mapping[str, object]) -> ReadValue:
    return ReadValue(None, (Finding(code, str(place), facts, Severity.STOPS_SAVING),))
