"""Single things that could be granted so that somebody teaches a duty: who would have to get what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.allowed import obstacles
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import EvidenceKind, Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import Lack, LackReason


class GrantKind(StrEnum):
    """What is granted."""

    SKILL = "skill"
    HOURS = "hours"
    PRESENCE = "presence"
    REACH = "reach"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """
    Something given to one person.

    Parameters
    ----------
    needs
        ``SKILL``: what the person would have to show from the duty's first day.
    hours
        ``HOURS``: how many more of a week the person would have to teach.
    """

    kind: GrantKind
    person: PersonKey
    needs: tuple[Requirement, ...] = ()
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Cure:
    """A grant and the problem with it."""

    grant: Grant
    problem: AssignmentProblem


def cures(problem: AssignmentProblem, plan: Assignment, duty: DutyKey) -> Iterator[Cure]:
    """
    Grants that may help a duty, those first that change least: bans lifted, presence, ways, hours of people who have
    the right; then skills of people of a fitting role, who lack least first, those of the own college before others.
    """
    asked = problem.duty_of[duty]
    lacks = {p.key: problem.rights.lacks(p, asked) for p in problem.people}
    able = [p for p in problem.people if not lacks[p.key]]
    for person in able:
        for name in obstacles(problem, person, asked):
            yield from _lifted(problem, person, asked, name)
    for person in able:
        yield from _hours(problem, plan, person, asked)
    for person in sorted(problem.people, key=lambda p: _distance(p, asked, lacks[p.key])):
        if lacks[person.key] and not any(lack.reason is LackReason.ROLE for lack in lacks[person.key]):
            yield _taught(problem, person, asked, lacks[person.key])


def _lifted(problem: AssignmentProblem, person: StaffMember, duty: Duty, name: str) -> Iterator[Cure]:
    if name == "forbidden":
        yield Cure(
            Grant(kind=GrantKind.LEAVE, person=person.key),
            problem.changed(forbidden=problem.forbidden - {(duty.key, person.key)}),
        )
    elif name == "absent":
        present = tuple(a for a in problem.absences if not _is_in_the_way(a, person, duty))
        yield Cure(Grant(kind=GrantKind.PRESENCE, person=person.key), problem.changed(absences=present))
    elif name == "reach":
        policy = replace(problem.policy, reach_min=problem.minutes_to(person.key, duty))
        yield Cure(Grant(kind=GrantKind.REACH, person=person.key), problem.changed(policy=policy))


def _is_in_the_way(absence: Absence, person: StaffMember, duty: Duty) -> bool:
    return absence.person == person.key and absence.touches(duty.first, duty.last)


def _hours(problem: AssignmentProblem, plan: Assignment, person: StaffMember, duty: Duty) -> Iterator[Cure]:
    """As many more hours a week as the duty needs beside what the person has, within the working week."""
    held = [problem.duty_of[d] for d in plan.of(person.key) if d in problem.duty_of]
    fullest = max(n + sum(d.hours_of_week(monday) for d in held) for monday, n in duty.hours_by_week)
    if problem.week_hours(person) < fullest <= problem.norms.week_hours_max:
        people = tuple(replace(p, weekly_hours=fullest) if p.key == person.key else p for p in problem.people)
        grant = Grant(kind=GrantKind.HOURS, person=person.key, hours=fullest - person.weekly_hours)
        yield Cure(grant, problem.changed(people=people))


def _distance(person: StaffMember, duty: Duty, lacks: tuple[Lack, ...]) -> tuple[int, int, str]:
    short = sum(max(1, lack.need_level - lack.have_level) for lack in lacks)
    return short, int(person.organisation != duty.organisation), person.key


def _taught(problem: AssignmentProblem, person: StaffMember, duty: Duty, lacks: tuple[Lack, ...]) -> Cure:
    needs = tuple(Requirement(lack.skill, lack.need_level) for lack in lacks if lack.skill is not None)
    papers = tuple(
        Qualification(
            key=QualificationKey(f"granted/{person.key}/{need.skill}"),
            person=person.key,
            skill=need.skill,
            level=need.level,
            since=duty.first,
            evidence=EvidenceKind.CERTIFICATE,
        )
        for need in needs
    )
    grant = Grant(kind=GrantKind.SKILL, person=person.key, needs=needs)
    return Cure(grant, problem.changed(qualifications=(*problem.qualifications, *papers)))
