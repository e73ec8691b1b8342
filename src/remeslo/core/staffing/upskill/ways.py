"""By which sessions a person could come to hold a skill on all days of a stretch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.core.staffing.upskill.gains import in_force_until
from remeslo.core.staffing.upskill.problem import Going, UpskillProblem
from remeslo.core.staffing.upskill.standing import Standing

_DAY = timedelta(days=1)

Ways = tuple[frozenset[SessionKey], ...]
"""Of each of these sets one session at least; empty: nothing has to be learnt."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which something is held at a level; no last day: for good."""

    level: int
    first: date
    last: date | None
    session: SessionKey | None = None

    def covers(self, day: date) -> bool:
        """True on every day of it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Learning:
    """What sessions can add to the papers that people have."""

    standing: Standing
    _open: dict[PersonKey, frozenset[SessionKey]] = field(default_factory=dict)
    _known: dict[tuple[PersonKey, Requirement, date, date], Ways | None] = field(default_factory=dict)

    @property
    def problem(self) -> UpskillProblem:
        """The problem."""
        return self.standing.problem

    def open_to(self, person: PersonKey) -> frozenset[SessionKey]:
        """Sessions that the person could go to, what is asked before them reached by others of these."""
        if person not in self._open:
            found = frozenset(s.key for s in self.problem.sessions if self._may_go(Going(person, s.key)))
            left = frozenset(s for s in found if self.before(Going(person, s), found) is not None)
            while left != found:
                found = left
                left = frozenset(s for s in found if self.before(Going(person, s), found) is not None)
            self._open[person] = found
        return self._open[person]

    def before(self, going: Going, among: frozenset[SessionKey]) -> Ways | None:
        """By which of these sessions the person comes to what is asked on the first day; ``None``: by none."""
        first = self.problem.session[going.session].first
        needs = self.problem.course_of(going.session).needs_before
        return together(self._ways(going.person, need, first, first, among) for need in needs)

    def ways(self, person: PersonKey, need: Requirement, first: date, last: date) -> Ways | None:
        """By which sessions the person comes to hold a need on all days ``first``..``last``; ``None``: by none."""
        asked = (person, need, first, last)
        if asked not in self._known:
            self._known[asked] = self._ways(*asked, self.open_to(person))
        return self._known[asked]

    def _may_go(self, going: Going) -> bool:
        """Not begun, not refused, not absent; what is accepted stays whatever it is."""
        if going in self.problem.accepted:
            return True
        session = self.problem.session[going.session]
        has_begun = session.first < self.problem.day
        is_absent = self.standing.is_absent(going.person, session.first, session.last)
        return not has_begun and not is_absent and going not in self.problem.refused

    def _ways(
        self, person: PersonKey, need: Requirement, first: date, last: date, among: frozenset[SessionKey]
    ) -> Ways | None:
        papers = [
            Stretch(q.level, q.since, q.until)
            for q in self.standing.rights.papers(person, need.skill)
            if q.level >= need.level
        ]
        taught = [s for s in self._taught.get(need.skill, ()) if s.level >= need.level and s.session in among]
        found: set[frozenset[SessionKey]] = set()
        for day in _turns((*papers, *taught), first, last):
            if not any(s.covers(day) for s in papers):
                found.add(frozenset(s.session for s in taught if s.session is not None and s.covers(day)))
        return None if frozenset() in found else smallest(found)

    @cached_property
    def _taught(self) -> Mapping[SkillKey, tuple[Stretch, ...]]:
        """What each session gives, by skill."""
        found: dict[SkillKey, list[Stretch]] = defaultdict(list)
        for session in self.problem.sessions:
            course, since = self.problem.course_of(session.key), self.problem.since_of(session.key)
            until = in_force_until(session, course)
            for given in course.gives:
                found[given.skill].append(Stretch(given.level, since, until, session.key))
        return {skill: tuple(rows) for skill, rows in found.items()}


def together(found: Iterable[Ways | None]) -> Ways | None:
    """All of these; ``None`` when one of them is impossible."""
    rows: set[frozenset[SessionKey]] = set()
    for ways in found:
        if ways is None:
            return None
        rows.update(ways)
    return smallest(rows)


def smallest(found: Iterable[frozenset[SessionKey]]) -> Ways:
    """The sets that contain no other one of them, in order."""
    rows = set(found)
    kept = (way for way in rows if not any(other < way for other in rows))
    return tuple(sorted(kept, key=lambda way: sorted(way)))


def _turns(stretches: Iterable[Stretch], first: date, last: date) -> list[date]:
    """The first day, and every later one on which a stretch begins or has just ended."""
    days = {first}
    for s in stretches:
        days.add(s.first)
        if s.last is not None:
            days.add(s.last + _DAY)
    return sorted(day for day in days if first <= day <= last)
