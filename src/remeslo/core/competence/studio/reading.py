"""Values of places as plain JSON and back; rubbish is told by findings ``ruling.*``, never taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.values import Value

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
    title                     ``{"title": "..."}``
    ========================  ==========================================================================

    Findings: ``ruling.value_not_object``, ``ruling.value_field_unknown``, ``ruling.value_field_missing``,
    ``ruling.value_field_type``, ``ruling.value_refused``; all hard (nothing is saved).
    """
    raise NotImplementedError


def plain(value: Value | None) -> Json:
    """The value as plain JSON; ``read_value(place, plain(value))`` is the value again. An empty note is left out."""
    raise NotImplementedError


def _wrong(code: str, place: Place, facts: Mapping[str, object]) -> ReadValue:
    return ReadValue(None, (Finding(code, str(place), facts, Severity.STOPS_SAVING),))
