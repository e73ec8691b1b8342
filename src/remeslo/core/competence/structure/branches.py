"""Several qualifications on one trunk: each branch of an outline as an outline of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey, ProgrammeKey
from remeslo.core.competence.outline import Branch, ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """
    A trunk with its branches.

    Parameters
    ----------
    outline
        As the college wrote it.
    branches
        Each a whole programme: the trunk with what the branch adds.
    """

    outline: ProgrammeOutline
    branches: tuple[ProgrammeOutline, ...]

    def own(self, branch: ProgrammeKey) -> frozenset[ElementKey]:
        """Elements that the college wrote for this branch alone."""
        mine = (b for b in self.outline.branches if branch_key(self.outline, b) == branch)
        return frozenset(e.index for b in mine for e in b.elements)


def branch_key(outline: ProgrammeOutline, branch: Branch) -> ProgrammeKey:
    """Key of a branch as a programme: what its groups and its employers name."""
    return ProgrammeKey(f"{outline.key}.{branch.key}")


def branched(outline: ProgrammeOutline, branch: Branch) -> ProgrammeOutline:
    """The trunk with one branch; what only other branches have binds it nowhere."""
    own = {e.index for e in (*outline.elements, *branch.elements)}
    others = {e.index for b in outline.branches for e in b.elements} - own
    trunk = tuple(replace(e, after=tuple(k for k in e.after if k not in others)) for e in outline.elements)
    return replace(
        outline,
        key=branch_key(outline, branch),
        title=branch.title,
        qualification=branch.qualification,
        state_standard=branch.state_standard or outline.state_standard,
        activities=branch.activities or outline.activities,
        occupational_standards=tuple(dict.fromkeys((*outline.occupational_standards, *branch.occupational_standards))),
        elements=(*trunk, *branch.elements),
        employer_block=branch.employer_block or outline.employer_block,
        structure=(*outline.structure, *branch.structure),
        branches=(),
    )


def programmes_of(outline: ProgrammeOutline) -> tuple[ProgrammeOutline, ...]:
    """The programmes that an outline is: one for each branch, itself where it has none."""
    return tuple(branched(outline, b) for b in outline.branches) or (outline,)


def trunks(outlines: Iterable[ProgrammeOutline]) -> tuple[Trunk, ...]:
    """Outlines that have branches."""
    return tuple(Trunk(outline=o, branches=programmes_of(o)) for o in outlines if o.branches)


def with_activities(
    state: StateStandard, outline: ProgrammeOutline
) -> tuple[StateStandard, ProgrammeOutline, list[Finding]]:
    """
    The standard with only the activities that the qualification has, all where the outline names none.

    Elements and disciplines no longer name competences of activities that are left out; numbers that the standard lacks
    are told.
    """
    numbers = outline.activities
    if not numbers:
        return state, outline, []
    known = {a.number for a in state.activities}
    missing = tuple(n for n in numbers if n not in known)
    facts: dict[str, object] = {"standard": state.code, "numbers": missing}
    findings = [Finding("structure.unknown_activity", state.code, facts)] if missing else []
    kept = tuple(a for a in state.activities if a.number in numbers)
    if not kept:
        return state, outline, findings
    there = {c.code for a in kept for c in a.competences}
    gone = {c.code for a in state.activities for c in a.competences} - there
    elements = tuple(replace(e, competences=tuple(c for c in e.competences if c not in gone)) for e in outline.elements)
    disciplines = tuple(
        replace(d, competences=tuple(c for c in d.competences if c not in gone)) for d in state.disciplines
    )
    narrowed = replace(state, activities=kept, disciplines=disciplines)
    return narrowed, replace(outline, elements=elements), findings
