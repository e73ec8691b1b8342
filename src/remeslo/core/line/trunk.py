"""
Several qualifications on one trunk: designs that agree on the trunk's hours, and one term problem for all branches.

What all branches have is one element for all of them, so it lies in the same weeks; what a branch adds is for its group
alone. The plan is taken apart again, and each branch judged by its own problem.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, GroupKey, ProgrammeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.programme.attestations import CREDITS, EXAMS
from remeslo.core.competence.structure.branches import Trunk
from remeslo.core.competence.studio.place import PlaceKind, of_element
from remeslo.core.competence.studio.values import HoursRuling
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import Group, TermProblem
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.design import Designed, Designer

_PASSES = 3


@dataclass(frozen=True, slots=True)
class BranchDesign:
    """A branch with its design; ``common`` are the elements of the trunk, the same in every branch."""

    outline: ProgrammeOutline
    designed: Designed
    common: frozenset[ElementKey]


def design_branches(designer: Designer, trunk: Trunk) -> tuple[BranchDesign, ...]:
    """
    The designs of all branches with one trunk.

    Elements of the trunk whose hours come out differently get the least that any branch gives them, so that each can
    close its total with what is its own. What still differs is a finding of every branch.
    """
    outlines = trunk.branches
    made = [designer.design(o) for o in outlines]
    for _ in range(_PASSES):
        designs = [d.design for d in made if d.design is not None]
        if len(designs) < len(outlines):
            return tuple(BranchDesign(o, d, frozenset()) for o, d in zip(outlines, made, strict=True))
        common = _common(trunk, designs)
        pins = _pins(designs, common)
        pinned = tuple(_pinned(o, pins) for o in outlines)
        if pinned == outlines:
            break
        outlines = pinned
        made = [designer.design(o) for o in outlines]
    designs = [d.design for d in made if d.design is not None]
    common = _common(trunk, designs)
    made = _with_same_marks(designer, made, designs, common)
    designs = [d.design for d in made if d.design is not None]
    said = _differences(trunk, designs, common)
    same = common - {ElementKey(str(f.where)) for f in said if f.code == "structure.trunk_differs"}
    return tuple(
        BranchDesign(o, replace(d, findings=(*d.findings, *said)), same)
        for o, d in zip(trunk.branches, made, strict=True)
    )


def _common(trunk: Trunk, designs: Sequence[ProgrammeDesign]) -> frozenset[ElementKey]:
    """
    The trunk: what every branch has under one index and title.

    Final attestation is each qualification's own, employers' blocks and what a branch's file names are too.
    """
    own = {e for key in (b.key for b in trunk.branches) for e in trunk.own(key)}
    named = [
        {
            (e.index, e.title, e.kind, e.cycle, e.module)
            for e in d.elements
            if e.kind is not ElementKind.FINAL_ATTESTATION and not e.employer_block and e.index not in own
        }
        for d in designs
    ]
    return frozenset(index for index, *_ in set.intersection(*named)) if named else frozenset()


def _with_same_marks(
    designer: Designer, made: Sequence[Designed], designs: Sequence[ProgrammeDesign], common: Iterable[ElementKey]
) -> list[Designed]:
    """
    The designs with the trunk attested alike: where branches differ, by the form that fewest limits count.

    Yearly limits leave one branch a credit that another has no place for; what the limits do not count always fits.
    """
    by_index = [_by_index(d) for d in designs]
    marks = {k: min((of[k].attestations for of in by_index), key=_counted) for k in common}
    found = []
    for one, design in zip(made, designs, strict=True):
        elements = tuple(replace(e, attestations=marks.get(e.index, e.attestations)) for e in design.elements)
        agreed = replace(design, elements=elements)
        found.append(one if agreed == design else designer.with_design(one, agreed))
    return found


def _counted(marks: Sequence[AttestationMark]) -> int:
    return sum(m.form in EXAMS or m.form in CREDITS for m in marks)


def _by_index(design: ProgrammeDesign) -> dict[ElementKey, DesignElement]:
    return {e.index: e for e in design.elements}


def _hours(e: DesignElement) -> tuple[int, int, int]:
    return e.hours_min, e.hours_wanted, e.hours_max


def _pins(designs: Sequence[ProgrammeDesign], common: Iterable[ElementKey]) -> dict[ElementKey, int]:
    """Hours for the elements of the trunk that differ: the least that any branch wants."""
    by_index = [_by_index(d) for d in designs]
    differing = [k for k in sorted(common) if len({_hours(of[k]) for of in by_index}) > 1]
    return {k: min(of[k].hours_wanted for of in by_index) for k in differing}


def _pinned(outline: ProgrammeOutline, pins: Mapping[ElementKey, int]) -> ProgrammeOutline:
    """The outline with hours ruled; what the working group ruled itself stays as it is."""
    ruled = {r.place.key for r in outline.rulings.of_kind(PlaceKind.HOURS)}
    new = [(of_element(k), HoursRuling(hours=h)) for k, h in pins.items() if k not in ruled]
    return replace(outline, rulings=outline.rulings.with_(new)) if new else outline


def _differences(trunk: Trunk, designs: Sequence[ProgrammeDesign], common: Iterable[ElementKey]) -> tuple[Finding, ...]:
    """Elements of the trunk that are not the same in all branches."""
    by_index = [_by_index(d) for d in designs]
    texts = [{o.key: o.text for o in d.model.outcomes} for d in designs]
    found = []
    for k in sorted(common):
        same = [of[k] for of in by_index]
        facts: dict[str, object] = {"trunk": trunk.outline.title, "element": k, "title": same[0].title}
        if len({(_hours(e), e.attestations) for e in same}) > 1:
            hours = tuple(e.hours_wanted for e in same)
            found.append(Finding("structure.trunk_differs", k, {**facts, "hours": hours}))
        elif len({e.mandatory_min for e in same}) > 1:
            hours = tuple(e.mandatory_min for e in same)
            told = {**facts, "hours": hours}
            found.append(Finding("structure.trunk_paid_otherwise", k, told, Severity.WARNING))
        elif len({frozenset(t[o] for o in e.first) for t, e in zip(texts, same, strict=True)}) > 1:
            found.append(Finding("structure.trunk_teaches_otherwise", k, facts, Severity.NOTE))
    return tuple(found)


def joint_problem(
    key: str,
    problems: Mapping[ProgrammeKey, TermProblem],
    common: frozenset[ElementKey],
    weeks: Mapping[ProgrammeKey, int] | None = None,
) -> TermProblem:
    """
    One problem for all branches: the trunk for everybody, the rest for the branch's group.

    Parameters
    ----------
    weeks
        Calendar weeks in which each branch must have ended; the trunk ends with the first.

    Workshops are counted for each branch by itself, as a plan of one programme counts them: who comes when is for the
    timetable. What outcomes ask is left to each branch's own problem.
    """
    first = next(iter(problems.values()))
    shared = {k: v for k, v in first.rules.items() if all(p.rules.get(k) == v for p in problems.values())}
    elements: dict[ElementKey, TermElement] = {}
    for branch, problem in problems.items():
        last = (weeks or {}).get(branch)
        for e in problem.elements:
            made = _element(e, branch, common, last)
            known = elements.get(made.key)
            elements[made.key] = made if known is None else _merged(known, made)
    resources = [
        Resource(key=_resource(branch, r.key), title=r.title, capacity=r.capacity)
        for branch, p in problems.items()
        for r in p.resources
    ]
    return TermProblem(
        key=key,
        calendar=max((p.calendar for p in problems.values()), key=lambda c: len(c.weeks)),
        elements=tuple(elements.values()),
        rules=shared,
        resources=tuple(resources),
        groups=tuple(Group(key=GroupKey(b), rules=p.rules) for b, p in problems.items()),
    )


def branch_plan(plan: TermPlan, branch: ProgrammeKey, problem: TermProblem, common: frozenset[ElementKey]) -> TermPlan:
    """The part of a joint plan that is one branch's, under its own keys."""
    named = {e.key: _key(e.key, branch, common) for e in problem.elements}
    return TermPlan({k: plan.hours[n] for k, n in named.items() if n in plan.hours})


def _key(key: ElementKey, branch: ProgrammeKey, common: frozenset[ElementKey]) -> ElementKey:
    return key if key in common else ElementKey(f"{branch}|{key}")


def _resource(branch: ProgrammeKey, key: ResourceKey) -> ResourceKey:
    return ResourceKey(f"{branch}|{key}")


def _element(e: TermElement, branch: ProgrammeKey, common: frozenset[ElementKey], last: int | None) -> TermElement:
    allowed = e.weeks_allowed
    if last is not None:
        inside = frozenset(range(last))
        allowed = inside if allowed is None else allowed & inside
    return replace(
        e,
        key=_key(e.key, branch, common),
        after=tuple(replace(p, before=_key(p.before, branch, common)) for p in e.after),
        groups=() if e.key in common else (GroupKey(branch),),
        needs=tuple(Need(_resource(branch, n.resource), n.per_hour) for n in e.needs),
        module=e.module if e.module is None or e.key in common else f"{branch}|{e.module}",
        attestations=tuple(replace(m, joint=_joint(m.joint, e, branch, common)) for m in e.attestations),
        weeks_allowed=allowed,
        outcomes=(),
    )


def _joint(name: str | None, e: TermElement, branch: ProgrammeKey, common: frozenset[ElementKey]) -> str | None:
    """Joint attestations stay inside their branch, those of the trunk inside the trunk."""
    return name if name is None or e.key in common else f"{branch}|{name}"


def _merged(one: TermElement, other: TermElement) -> TermElement:
    """An element of the trunk as all branches need it."""
    allowed = one.weeks_allowed
    if other.weeks_allowed is not None:
        allowed = other.weeks_allowed if allowed is None else allowed & other.weeks_allowed
    return replace(
        one,
        mandatory_min=max(one.mandatory_min, other.mandatory_min),
        weight=one.weight + other.weight,
        after=_links((*one.after, *other.after)),
        needs=(*one.needs, *other.needs),
        weeks_allowed=allowed,
    )


def _links(links: Iterable[Precedence]) -> tuple[Precedence, ...]:
    return tuple(dict.fromkeys(links))
