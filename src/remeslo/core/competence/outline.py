"""What a college brings to the constructor: the programme's frame and the elements that are already fixed."""

from dataclasses import dataclass

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, ElementKey, PersonKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.statestandard import EntryBase
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.studio.rulings import Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineElement:
    """
    A programme element that the college fixes before the constructor works.

    Parameters
    ----------
    index
        ``МДК.01.01``; unique in the programme.
    cycle
        ``ООД``, ``СГ``, ``ОП``, ``П`` or ``ГИА`` (open list: older standards have others).
    module
        ``ПМ.01`` for what belongs to a professional module.
    hours_min, hours_max
        Range the constructor may choose from, 0 < min <= max. Equal: the hours are fixed.
    variative
        Of the hours, how many are paid from the variative part, 0..hours_max.
    after
        Indices of elements that must be finished before this one starts.
    semester_hours
        Hours per semester of an existing curriculum (semester from 1 -> hours), kept as they are when given.
    workshops
        Workshops in which its hours lie; of several, each takes a part of the group by its places.
    weeks
        First and last week, 1 <= first <= last, of each stretch in which it may lie, counted from the week of the first
        1 September over all courses, vacations too; empty: any study week.
    teacher
        Who teaches all its hours to a group, where that is certain.
    """

    index: ElementKey
    title: str
    kind: ElementKind
    cycle: str
    hours_min: int
    hours_max: int
    module: str | None = None
    variative: int = 0
    competences: tuple[CompetenceKey, ...] = ()
    after: tuple[ElementKey, ...] = ()
    attestations: tuple[AttestationMark, ...] = ()
    employer_block: bool = False
    semester_hours: tuple[tuple[int, int], ...] = ()
    workshops: tuple[WorkshopKey, ...] = ()
    weeks: tuple[tuple[int, int], ...] = ()
    teacher: PersonKey | None = None

    def __post_init__(self) -> None:
        if not 0 < self.hours_min <= self.hours_max:
            raise ProblemError(f"element {self.index}: 0 < min <= max hours, got {self.hours_min}..{self.hours_max}.")
        if not 0 <= self.variative <= self.hours_max:
            raise ProblemError(f"element {self.index}: variative hours {self.variative} not in 0..{self.hours_max}.")
        if self.index in self.after:
            raise ProblemError(f"element {self.index} cannot come after itself.")
        if any(not 1 <= first <= last for first, last in self.weeks):
            raise ProblemError(f"element {self.index}: 1 <= first <= last week, got {self.weeks}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """
    One of several qualifications on the trunk that an outline is; `structure.branches` makes an outline of it.

    Parameters
    ----------
    key
        Unique in the outline; the branch as a programme has the key ``OUTLINE.BRANCH``, which its groups name.
    state_standard, employer_block
        ``None``: the outline's own.
    activities
        Numbers of the state standard's activities that this qualification has; empty: all.
    occupational_standards
        Beside those of the outline.
    elements, structure
        Beside those of the trunk.
    """

    key: str
    title: str
    qualification: str
    state_standard: str | None = None
    activities: tuple[int, ...] = ()
    occupational_standards: tuple[str, ...] = ()
    elements: tuple[OutlineElement, ...] = ()
    employer_block: str | None = None
    structure: tuple[StructureRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOutline:
    """
    The frame of one programme.

    Parameters
    ----------
    state_standard
        Code of the state standard, ``15.01.38``.
    occupational_standards
        Codes the programme draws on, ``40.002`` or with the edition ``40.002@701н-2013-12-02``.
    norms
        Key of the norm pack.
    elements
        What is fixed already; elements of modules that are missing here are made by the constructor.
    employer_block
        Title of the employers' module; ``None`` lets the constructor name it.
    rulings
        What the working group ruled; the constructor obeys it.
    structure
        Bounds and choices of the programme's tree; empty: everything is taken, hours as the constructor gives them.
    activities
        Numbers of the state standard's activities that the qualification has; empty: all.
    branches
        Qualifications that share all this as their trunk; with any, each is a programme and the outline itself is none.
    """

    key: ProgrammeKey
    title: str
    state_standard: str
    base: EntryBase
    qualification: str
    norms: str
    occupational_standards: tuple[str, ...] = ()
    elements: tuple[OutlineElement, ...] = ()
    employer_block: str | None = None
    note: str = ""
    rulings: Rulings = Rulings.NONE
    structure: tuple[StructureRule, ...] = ()
    activities: tuple[int, ...] = ()
    branches: tuple[Branch, ...] = ()

    def __post_init__(self) -> None:
        for what, keys in (("node", [r.key for r in self.structure]), ("branch", [b.key for b in self.branches])):
            twice = sorted({k for k in keys if keys.count(k) > 1})
            if twice:
                raise ProblemError(f"programme {self.key}: {what} {', '.join(twice)} stands twice.")
