"""Two versions of a programme line by line: what was ruled otherwise, and what became of the design."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Competence, GapClass, GapLine, Outcome
from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import Value


@dataclass(frozen=True, slots=True)
class RulingChange:
    """One place ruled otherwise; ``None``: as the constructor would."""

    place: Place
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """
    A demand line that came, went or changed; one of ``before`` and ``after`` may be ``None``.

    Parameters
    ----------
    fields
        What differs when both are there: ``text``, ``function``, ``requests``, ``weight``, ``proficiency``,
        ``answer``, ``competence``, ``reason``.
    """

    key: str
    before: GapLine | None
    after: GapLine | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceChange:
    """A competence that came, went or changed; ``fields``: ``title``, ``module``, ``functions``, ``lines``."""

    key: CompetenceKey
    before: Competence | None
    after: Competence | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """
    An outcome that came, went or changed.

    Outcomes are told by kind and wording, not by their number, which moves; ``fields``: ``key``, ``competence``,
    ``requests``, ``weight``, ``statements``, ``element`` (where it is first taught).
    """

    before: Outcome | None
    after: Outcome | None
    before_element: ElementKey | None = None
    after_element: ElementKey | None = None
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> OutcomeKey:
        """Its code now, else before."""
        shown = self.after or self.before
        assert shown is not None
        return shown.key


@dataclass(frozen=True, slots=True)
class ElementChange:
    """
    An element that came, went or changed.

    Parameters
    ----------
    fields
        ``title``, ``hours`` (wanted), ``range`` (least and most), ``mandatory``, ``competences``, ``outcomes``,
        ``attestations``, ``after``, ``weight``, ``rest`` (kind, cycle, module, block, semesters, shares of outcomes).
    """

    index: ElementKey
    before: DesignElement | None
    after: DesignElement | None
    fields: tuple[str, ...] = ()

    @property
    def hours(self) -> tuple[int | None, int | None]:
        """Wanted hours before and after."""
        return (
            None if self.before is None else self.before.hours_wanted,
            None if self.after is None else self.after.hours_wanted,
        )


@dataclass(frozen=True, slots=True)
class Covered:
    """Weight of demand that the programme answers, of all that was asked: 0 <= answered <= asked."""

    answered: Fraction
    asked: Fraction

    @property
    def percent(self) -> int:
        """0..100; 100 where nothing is asked."""
        return round(100 * self.answered / self.asked) if self.asked else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignChanges:
    """
    What differs between two designs of a programme; everything equal gives the empty value but for the pairs.

    Parameters
    ----------
    total, hours
        Total of the term option, and wanted hours of all elements together, before and after.
    coverage
        Before and after.
    findings_new, findings_gone
        What the second design is told that the first was not, and the other way round.
    """

    lines: tuple[LineChange, ...] = ()
    competences: tuple[CompetenceChange, ...] = ()
    outcomes: tuple[OutcomeChange, ...] = ()
    elements: tuple[ElementChange, ...] = ()
    total: tuple[int | None, int | None]
    hours: tuple[int, int]
    coverage: tuple[Covered, Covered]
    findings_new: tuple[Finding, ...] = ()
    findings_gone: tuple[Finding, ...] = ()

    @property
    def nothing(self) -> bool:
        """True when the designs are the same in all that is compared."""
        told = (self.lines, self.competences, self.outcomes, self.elements, self.findings_new, self.findings_gone)
        return not any(told) and self.total[0] == self.total[1]


def compare_rulings(before: Rulings, after: Rulings) -> tuple[RulingChange, ...]:
    """Places ruled otherwise, in their order."""
    then, now = before.mapping(), after.mapping()
    places = sorted({p for p in (*then, *now) if then.get(p) != now.get(p)})
    return tuple(RulingChange(p, then.get(p), now.get(p)) for p in places)


def compare_designs(before: ProgrammeDesign, after: ProgrammeDesign) -> DesignChanges:
    """What differs, line by line: lines by key, competences by code, outcomes by wording, elements by index."""
    new, gone = set(_told(after)) - set(_told(before)), set(_told(before)) - set(_told(after))
    return DesignChanges(
        lines=_lines(before, after),
        competences=_competences(before, after),
        outcomes=_outcomes(before, after),
        elements=_elements(before, after),
        total=(before.total_hours, after.total_hours),
        hours=(_hours(before), _hours(after)),
        coverage=(covered(before), covered(after)),
        findings_new=tuple(f for f in after.findings if _token(f) in new),
        findings_gone=tuple(f for f in before.findings if _token(f) in gone),
    )


def covered(design: ProgrammeDesign) -> Covered:
    """Weight of the demand lines that are not rejected, of all lines."""
    asked = sum((g.line.weight for g in design.model.gap), Fraction(0))
    answered = sum((g.line.weight for g in design.model.gap if g.answer is not GapClass.REJECTED), Fraction(0))
    return Covered(answered, asked)


def _hours(design: ProgrammeDesign) -> int:
    return sum(e.hours_wanted for e in design.elements)


def _token(f: Finding) -> str:
    """Findings are no sets' members (their facts are mappings): what makes two of them one."""
    return f"{f.code}|{f.where}|{sorted((k, str(v)) for k, v in f.facts.items())}|{f.severity}"


def _told(design: ProgrammeDesign) -> list[str]:
    return [_token(f) for f in design.findings]


T = TypeVar("T")
K = TypeVar("K")


def _pairs(before: Mapping[K, T], after: Mapping[K, T]) -> list[tuple[K, T | None, T | None]]:
    """Keys of both with what stands before and after: those of the second first, in its order, then what went."""
    keys = dict.fromkeys((*after, *before))
    return [(k, before.get(k), after.get(k)) for k in keys]


def _fields(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name, value in after.items() if before[name] != value)


def _lines(before: ProgrammeDesign, after: ProgrammeDesign) -> tuple[LineChange, ...]:
    then, now = ({g.line.key: g for g in d.model.gap} for d in (before, after))
    found = []
    for key, b, a in _pairs(then, now):
        if b is None or a is None:
            found.append(LineChange(key, b, a))
        elif differ := _fields(_of_line(b), _of_line(a)):
            found.append(LineChange(key, b, a, differ))
    return tuple(found)


def _of_line(g: GapLine) -> dict[str, object]:
    line = g.line
    return {
        "text": line.text,
        "function": line.functions,
        "requests": line.requests,
        "weight": line.weight,
        "proficiency": line.proficiency,
        "answer": g.answer,
        "competence": g.competence,
        "reason": (g.reason, g.facts, line.evidence, line.statements),
    }


def _competences(before: ProgrammeDesign, after: ProgrammeDesign) -> tuple[CompetenceChange, ...]:
    then, now = ({c.key: c for c in d.model.competences} for d in (before, after))
    found = []
    for key, b, a in _pairs(then, now):
        if b is None or a is None:
            found.append(CompetenceChange(key, b, a))
        elif differ := _fields(_of_competence(b), _of_competence(a)):
            found.append(CompetenceChange(key, b, a, differ))
    return tuple(found)


def _of_competence(c: Competence) -> dict[str, object]:
    return {"title": c.title, "module": c.module, "functions": c.functions, "lines": c.lines}


def _outcomes(before: ProgrammeDesign, after: ProgrammeDesign) -> tuple[OutcomeChange, ...]:
    home_then, home_now = ({k: e.index for e in d.elements for k in e.first} for d in (before, after))
    then, now = (_by_wording(d) for d in (before, after))
    found = []
    for _, b, a in _pairs(then, now):
        was = None if b is None else home_then.get(b.key)
        is_ = None if a is None else home_now.get(a.key)
        if b is None or a is None:
            found.append(OutcomeChange(b, a, was, is_))
        elif differ := _fields(_of_outcome(b, was), _of_outcome(a, is_)):
            found.append(OutcomeChange(b, a, was, is_, differ))
    return tuple(found)


def _by_wording(design: ProgrammeDesign) -> dict[tuple[str, str, int], Outcome]:
    """Outcomes by kind and wording; the same wording of one kind twice (there is none) would be counted."""
    found: dict[tuple[str, str, int], Outcome] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for o in design.model.outcomes:
        found[o.kind.value, o.text, seen[o.kind.value, o.text]] = o
        seen[o.kind.value, o.text] += 1
    return found


def _of_outcome(o: Outcome, element: ElementKey | None) -> dict[str, object]:
    return {
        "key": o.key,
        "competence": (o.competence, o.also),
        "requests": o.requests,
        "weight": o.weight,
        "statements": o.statements,
        "element": element,
    }


def _elements(before: ProgrammeDesign, after: ProgrammeDesign) -> tuple[ElementChange, ...]:
    then, now = ({e.index: e for e in d.elements} for d in (before, after))
    texts = [{o.key: o.text for o in d.model.outcomes} for d in (before, after)]
    found = []
    for key, b, a in _pairs(then, now):
        if b is None or a is None:
            found.append(ElementChange(key, b, a))
        elif differ := _fields(_of_element(b, texts[0]), _of_element(a, texts[1])):
            found.append(ElementChange(key, b, a, differ))
    return tuple(found)


def _of_element(e: DesignElement, texts: Mapping[OutcomeKey, str]) -> dict[str, object]:
    """Outcomes are compared by wording: their codes move when others come and go."""
    return {
        "title": e.title,
        "hours": e.hours_wanted,
        "range": (e.hours_min, e.hours_max),
        "mandatory": e.mandatory_min,
        "competences": e.competences,
        "outcomes": ([texts[k] for k in e.first], [texts[k] for k in e.uses]),
        "attestations": e.attestations,
        "after": e.after,
        "weight": e.weight,
        "rest": (e.kind, e.cycle, e.module, e.employer_block, e.semester_hours, e.shares),
    }
