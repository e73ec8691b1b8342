"""The skill matrix: people down, skills across, in each cell the level held on the day and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.text import fold
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.skills import SkillKey, SkillKind, kind_of
from remeslo.web.apps.staffplans.scene import Scene

SOON: Final = timedelta(days=180)
"""A paper that ends within so many days is marked."""
MOST_COLUMNS: Final = 40
"""Skills of one table: beyond that nobody reads it, and a filter says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is looked at: a college, a kind of skill, words of names; ``only_needed``: skills that a duty needs."""

    college: str = ""
    kind: str = ""
    text: str = ""
    only_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    One person's level of one skill.

    ``level`` is that in force on the day, 0 for none; ``was`` the best ever shown; ``mark`` says what is wrong:
    ``ended``, ``soon`` (runs out within `SOON`), ``low`` (below what duties need), ``later`` (not yet in force), or
    nothing.
    """

    person: str
    skill: SkillKey
    level: int
    was: int
    mark: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A skill: who needs it and how many hold it at the level needed; ``alarm``: ``none``, ``one`` or nothing."""

    skill: SkillKey
    title: str
    kind: SkillKind
    needed: int
    duties: int
    hours: int
    holders: int

    @property
    def alarm(self) -> str:
        """Nobody holds it although it is needed, or one person alone does."""
        return "" if not self.duties or self.holders > 1 else "one" if self.holders else "none"


@dataclass(frozen=True, slots=True)
class Row:
    """A person's cells, in the order of the columns."""

    person: StaffMember
    cells: tuple[Cell, ...]

    @property
    def held(self) -> int:
        """Skills of the table that the person holds."""
        return sum(c.level > 0 for c in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table, and how many people and skills the filter leaves (some columns may be left out)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    num_skills: int

    @property
    def left_out(self) -> int:
        """Skills that did not fit."""
        return self.num_skills - len(self.columns)


def matrix(scene: Scene, wanted: Narrowed, on: date) -> Matrix:
    """The matrix of a day; skills that nobody holds although they are needed come first, then those of one person."""
    people = people_of(scene, wanted)
    papers = _papers(scene.qualifications)
    chosen = list(_columns(scene, wanted, people, papers, on))
    chosen.sort(key=lambda c: ({"none": 0, "one": 1}.get(c.alarm, 2), -c.hours, c.kind, c.title))
    columns = tuple(chosen[:MOST_COLUMNS])
    rows = tuple(
        Row(p, tuple(_cell(p, c.skill, papers.get((p.key, c.skill), ()), c.needed, on) for c in columns))
        for p in people
    )
    return Matrix(columns, rows, len(chosen))


def people_of(scene: Scene, wanted: Narrowed) -> list[StaffMember]:
    """People of the college whose names have the words."""
    words = fold(wanted.text).split()
    return [
        p
        for p in scene.people
        if wanted.college in ("", p.organisation) and all(word in fold(p.name) for word in words)
    ]


def cell_of(scene: Scene, person: StaffMember, skill: SkillKey, on: date) -> Cell:
    """The cell of one person and one skill."""
    own = tuple(q for q in scene.qualifications if q.person == person.key and q.skill == skill)
    return _cell(person, skill, own, scene.level_needed.get(skill, 0), on)


Papers = Mapping[tuple[str, SkillKey], Sequence[Qualification]]


def _papers(qualifications: Iterable[Qualification]) -> Papers:
    found: dict[tuple[str, SkillKey], list[Qualification]] = {}
    for q in qualifications:
        found.setdefault((q.person, q.skill), []).append(q)
    return found


def _columns(
    scene: Scene, wanted: Narrowed, people: Sequence[StaffMember], papers: Papers, on: date
) -> Iterator[Column]:
    shown = {p.key for p in people}
    held = {skill for person, skill in papers if person in shown}
    known = set(scene.needed_by) if wanted.only_needed else {*scene.needed_by, *held, *scene.skills}
    for skill in known:
        if wanted.kind not in ("", kind_of(skill)):
            continue
        needed = scene.level_needed.get(skill, 0)
        duties = [d for d in scene.needed_by.get(skill, ()) if _of(d.organisation, wanted)]
        if wanted.only_needed and not duties:
            continue
        yield Column(
            skill=skill,
            title=scene.skill_title(skill),
            kind=kind_of(skill),
            needed=needed,
            duties=len(duties),
            hours=sum(d.hours for d in duties),
            holders=sum(_level(papers.get((p.key, skill), ()), on) >= max(1, needed) for p in people),
        )


def _of(organisation: OrganisationKey, wanted: Narrowed) -> bool:
    return wanted.college in ("", organisation)


def _cell(person: StaffMember, skill: SkillKey, papers: Sequence[Qualification], needed: int, on: date) -> Cell:
    level = _level(papers, on)
    best = [q for q in papers if q.in_force(on) and q.level == level]
    until = None if any(q.until is None for q in best) else max((q.until for q in best if q.until), default=None)
    return Cell(
        person=person.key,
        skill=skill,
        level=level,
        was=max((q.level for q in papers), default=0),
        mark=_mark(papers, level, needed, until, on),
        until=until,
    )


def _mark(papers: Sequence[Qualification], level: int, needed: int, until: date | None, on: date) -> str:
    if level == 0:
        if not papers:
            return ""
        return "later" if any(q.since > on for q in papers) else "ended"
    if until is not None and until <= on + SOON and not any(q.level >= level and _goes_on(q, until) for q in papers):
        return "soon"
    return "low" if level < needed else ""


def _goes_on(paper: Qualification, after: date) -> bool:
    """True when a paper is in force on the day after another's last one."""
    return paper.in_force(after + timedelta(days=1))


def _level(papers: Iterable[Qualification], on: date) -> int:
    return max((q.level for q in papers if q.in_force(on)), default=0)
