"""What an agreement is about, so that two of them can be told to be about the same."""

from typing import NamedTuple

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import AgreementKind, ClauseKind


class Matter(NamedTuple):
    """One subject: what kind of thing between whom, and the workshop or the part of a programme it is about."""

    kind: str
    by: str
    to: str
    about: str = ""


WHOLE = "whole"
"""Of an agreement whose clauses are words only: a frame; two frames of one kind are about the same."""
_MERGED = {ClauseKind.USE: ClauseKind.QUOTA}
"""Leave to use a workshop and days in it are one subject."""


def matters(agreement: Agreement) -> frozenset[Matter]:
    """
    What it is about.

    Each workshop that is given to a partner, each element that is taught (``PROGRAMME/*`` for all of a programme), and
    what is paid, admitted, hired, taken for practice, by whom. Prices and duties in words are about nothing of their
    own. A target-training contract and a mentor's agreement are about their people.
    """
    if agreement.kind in (AgreementKind.TARGET, AgreementKind.MENTOR):
        people = {p.person for p in agreement.parties if p.person}
        return frozenset(Matter(agreement.kind, "", "", person) for person in people or {WHOLE})
    found = frozenset(m for clause in agreement.clauses for m in _of(agreement, clause))
    return found or frozenset({Matter(agreement.kind, "", "", WHOLE)})


def meet(a: frozenset[Matter], b: frozenset[Matter]) -> frozenset[Matter]:
    """What both are about; all of a programme meets each of its elements."""
    return frozenset(m for one, other in ((a, b), (b, a)) for m in one if any(_is_same(m, o) for o in other))


def _is_same(m: Matter, o: Matter) -> bool:
    return m == o or _covers(m, o) or _covers(o, m)


def _covers(wide: Matter, narrow: Matter) -> bool:
    is_same = (wide.kind, wide.by, wide.to) == (narrow.kind, narrow.by, narrow.to)
    return is_same and wide.about.endswith("/*") and _programme(wide) == _programme(narrow)


def _programme(matter: Matter) -> str:
    return matter.about.partition("/")[0]


def _of(agreement: Agreement, clause: Clause) -> list[Matter]:
    if clause.kind in (ClauseKind.PRICE, ClauseKind.DUTY):
        return []
    by, to = str(agreement.organisation(clause.party)), str(agreement.organisation(clause.to) or "")
    kind = str(_MERGED.get(clause.kind, clause.kind))
    if clause.kind in (ClauseKind.USE, ClauseKind.QUOTA):
        return [Matter(kind, by, to, str(w)) for w in clause.workshops]
    if clause.kind is ClauseKind.TEACH:
        return [Matter(kind, by, to, f"{clause.programme}/{e}") for e in clause.elements or ("*",)]
    return [Matter(kind, by, to, str(clause.form or clause.programme or ""))]
