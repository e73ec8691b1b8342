"""Small random staffing, and rights told day by day without any of the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement, strictest
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.skills import SkillKey

MONDAY = date(2026, 9, 7)
SKILLS = tuple(SkillKey(f"equipment:{name}") for name in ("lathe", "mill", "robot"))
COLLEGES = (OrganisationKey("north"), OrganisationKey("south"))
DAYS = st.integers(-10, 40).map(lambda n: MONDAY + timedelta(days=n))
NEEDS = st.builds(Requirement, st.sampled_from(SKILLS), st.integers(1, 3))


def person(key: str, role: StaffRole = StaffRole.MASTER, college: OrganisationKey = COLLEGES[0]) -> StaffMember:
    return StaffMember(key=PersonKey(key), organisation=college, name=key, role=role)


def duty(key: str, weeks: list[int], needs: tuple[Requirement, ...], **more: object) -> Duty:
    given: dict[str, object] = {
        "organisation": COLLEGES[0],
        "roles": frozenset({StaffRole.MASTER}),
        "year": 2026,
        "element": ElementKey(key),
    } | more
    return Duty(
        key=DutyKey(key),
        programme=ProgrammeKey("p"),
        group=GroupKey("g"),
        hours_by_week=tuple((MONDAY + timedelta(weeks=w), 6) for w in weeks),
        needs=needs,
        **given,  # type: ignore[arg-type]
    )


def paper(key: str, who: str, skill: SkillKey, since: date, until: date | None, level: int = 3) -> Qualification:
    return Qualification(
        key=QualificationKey(key), person=PersonKey(who), skill=skill, since=since, until=until, level=level
    )


@st.composite
def papers(draw: st.DrawFn, who: list[str]) -> tuple[Qualification, ...]:
    """Stretches that often touch one another, overlap, leave a day out, or end with a week of lessons."""
    found: list[Qualification] = []
    for n in range(draw(st.integers(0, 9))):
        name, skill, level = draw(st.sampled_from(who)), draw(st.sampled_from(SKILLS)), draw(st.integers(1, 3))
        since = draw(DAYS)
        if found and found[-1].until is not None and draw(st.booleans()):
            name, skill = found[-1].person, found[-1].skill
            since = found[-1].until + timedelta(days=draw(st.sampled_from((0, 1, 1, 2))))
        saturdays = [day for w in range(5) if (day := MONDAY + timedelta(weeks=w, days=5)) >= since]
        lengths = st.integers(0, 25).map(lambda k, s=since: s + timedelta(days=k))
        until = draw(st.none() | (st.sampled_from(saturdays) if saturdays else lengths) | lengths)
        found.append(paper(f"q{n}", name, skill, since, until, level))
    return tuple(found)


@st.composite
def staffing(draw: st.DrawFn) -> tuple[tuple[Duty, ...], Rights]:
    """Up to four duties of five weeks, up to four people."""
    who = [f"p{n}" for n in range(draw(st.integers(1, 4)))]
    people = tuple(
        person(k, draw(st.sampled_from((StaffRole.MASTER, StaffRole.TEACHER))), draw(st.sampled_from(COLLEGES)))
        for k in who
    )
    duties = []
    for n in range(draw(st.integers(1, 4))):
        weeks = sorted(draw(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True)))
        needs = strictest(draw(st.lists(NEEDS, max_size=3)))
        roles = draw(st.sampled_from(({StaffRole.MASTER}, {StaffRole.TEACHER}, {StaffRole.MASTER, StaffRole.TEACHER})))
        college = draw(st.sampled_from(COLLEGES))
        duties.append(duty(f"d{n}", weeks, needs, roles=frozenset(roles), organisation=college))
    return tuple(duties), Rights(people, draw(papers(who)))


def days(duty: Duty) -> Iterator[date]:
    """Every day from the first Monday to the last Saturday."""
    last = duty.hours_by_week[-1][0] + timedelta(days=5)
    day = duty.hours_by_week[0][0]
    while day <= last:
        yield day
        day += timedelta(days=1)


def has(papers: tuple[Qualification, ...], who: str, need: Requirement, day: date) -> bool:
    """A paper of that level holds on that day."""
    return any(
        q.person == who
        and q.skill == need.skill
        and q.level >= need.level
        and q.since <= day
        and (q.until is None or day <= q.until)
        for q in papers
    )


def may(person: StaffMember, duty: Duty, papers: tuple[Qualification, ...]) -> bool:
    """The role fits, and on every day every need has a paper."""
    return person.role in duty.roles and all(has(papers, person.key, n, d) for n in duty.needs for d in days(duty))
