"""Who may teach what: a right must hold on every day of a duty, by whatever papers together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey

_DAY = timedelta(days=1)


class LackReason(StrEnum):
    """Why a person may not teach a duty."""

    ROLE = "role"
    NEVER_HELD = "never_held"
    LEVEL = "level"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """
    One thing that keeps a person from a duty.

    Parameters
    ----------
    skill, need_level
        What is needed; ``None`` and 0 for a role.
    have_level
        The best level that the person holds on ``from_day``, 0 for none.
    from_day, to_day
        First unbroken stretch of the duty's days on which it is lacking; ``None`` for a role.
    """

    reason: LackReason
    skill: SkillKey | None = None
    need_level: int = 0
    have_level: int = 0
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Rights:
    """
    The qualifications of people, laid out for the question who may teach what.

    Build once for many questions: a question costs the papers of one person for one skill, and `eligible` is
    remembered by what is needed and when.
    """

    people: tuple[StaffMember, ...]
    qualifications: tuple[Qualification, ...]

    def lacks(self, person: StaffMember, duty: Duty) -> tuple[Lack, ...]:
        """Everything that keeps the person from the duty, the role first, then in order of needs; empty: may teach."""
        found = [] if person.role in duty.roles else [Lack(reason=LackReason.ROLE)]
        for need in duty.needs:
            lack = self._lack(person.key, need, duty.first, duty.last)
            found += [lack] if lack is not None else []
        return tuple(found)

    def may(self, person: PersonKey, duty: Duty) -> bool:
        """True when a known person lacks nothing."""
        return person in self.eligible(duty)

    def eligible(self, duty: Duty) -> frozenset[PersonKey]:
        """Everybody who may teach the duty."""
        return self.who(duty.needs, duty.roles, duty.first, duty.last)

    def who(
        self, needs: Sequence[Requirement], roles: frozenset[StaffRole], first: date, last: date
    ) -> frozenset[PersonKey]:
        """Everybody of these roles who holds all needs on every day ``first``..``last``."""
        asked = (tuple(needs), roles, first, last)
        if asked not in self._known:
            found = frozenset(p.key for p in self.people if p.role in roles)
            for need in needs:
                found &= self.holders(need, first, last)
            self._known[asked] = found
        return self._known[asked]

    def holders(self, need: Requirement, first: date, last: date) -> frozenset[PersonKey]:
        """Everybody, of whatever role, who holds a need on every day ``first``..``last``."""
        asked = (need, first, last)
        if asked not in self._held:
            able = self._papers.get(need.skill, {}).items()
            found = (p for p, papers in able if _uncovered(papers, need.level, first, last) is None)
            self._held[asked] = self._keys & frozenset(found)
        return self._held[asked]

    def level(self, person: PersonKey, skill: SkillKey, on: date) -> int:
        """The best level in force on a day, 0 for none."""
        return max((q.level for q in self.papers(person, skill) if q.in_force(on)), default=0)

    def papers(self, person: PersonKey, skill: SkillKey) -> tuple[Qualification, ...]:
        """Papers of one person for one skill, in order of their first days."""
        return self._papers.get(skill, {}).get(person, ())

    def _lack(self, person: PersonKey, need: Requirement, first: date, last: date) -> Lack | None:
        papers = self.papers(person, need.skill)
        gap = _uncovered(papers, need.level, first, last)
        if gap is None:
            return None
        have = self.level(person, need.skill, gap[0])
        ever = max((q.level for q in papers), default=0)
        reason = LackReason.NOT_IN_FORCE if ever >= need.level else LackReason.LEVEL
        return Lack(
            reason=reason if papers else LackReason.NEVER_HELD,
            skill=need.skill,
            need_level=need.level,
            have_level=have,
            from_day=gap[0],
            to_day=gap[1],
        )

    @cached_property
    def _keys(self) -> frozenset[PersonKey]:
        return frozenset(p.key for p in self.people)

    @cached_property
    def _papers(self) -> Mapping[SkillKey, Mapping[PersonKey, tuple[Qualification, ...]]]:
        found: dict[SkillKey, dict[PersonKey, list[Qualification]]] = defaultdict(lambda: defaultdict(list))
        for q in sorted(self.qualifications, key=lambda q: (q.since, q.key)):
            found[q.skill][q.person].append(q)
        return {skill: {p: tuple(papers) for p, papers in own.items()} for skill, own in found.items()}

    @cached_property
    def _known(self) -> dict[object, frozenset[PersonKey]]:
        return {}

    @cached_property
    def _held(self) -> dict[object, frozenset[PersonKey]]:
        return {}


def may_teach(person: StaffMember, duty: Duty, qualifications: Iterable[Qualification]) -> tuple[Lack, ...]:
    """Everything that keeps a person from a duty; empty: may teach. For many questions build `Rights` once."""
    own = tuple(q for q in qualifications if q.person == person.key)
    return Rights((person,), own).lacks(person, duty)


def _uncovered(papers: Sequence[Qualification], level: int, first: date, last: date) -> tuple[date, date] | None:
    """First stretch of ``first``..``last`` on which no paper (sorted by ``since``) of that level is in force."""
    day = first
    for q in papers:
        if q.level < level or (q.until is not None and q.until < day):
            continue
        if q.since > day:
            return day, min(last, q.since - _DAY)
        if q.until is None or q.until >= last:
            return None
        day = q.until + _DAY
    return (day, last) if day <= last else None
