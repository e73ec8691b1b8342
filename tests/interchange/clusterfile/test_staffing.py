"""The staffing files: what is written is read back the same, what is wrong is told with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.clusterfile.strategies import ANY, TEXT, distinct, one_of_or_none, some

from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Way, Workshop
from remeslo.core.staffing.absence import Absence, AbsenceReason
from remeslo.core.staffing.course import Course, CourseModule, Session, monday_of
from remeslo.core.staffing.mentorship import EndedBy, Mentorship, Trainee
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.core.staffing.requirement import Requirement, TeachingRequirement
from remeslo.core.staffing.skills import Skill
from remeslo.interchange import normpack
from remeslo.interchange.clusterfile import read_files, write_files
from remeslo.interchange.clusterfile.description import LANGUAGES

DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))
KEYS = st.from_regex(r"[a-zа-я][a-z0-9а-я]{0,5}", fullmatch=True).filter(
    lambda k: k.isascii() or not any(map(str.isascii, k))
)
SKILLS = st.builds(
    "{}:{}".format, st.sampled_from(("subject", "equipment", "pedagogy", "industry", "competence")), KEYS
)
MONEY = st.decimals(0, 999_999, places=2)
FRAME = Cluster(
    key="c",
    name="Кластер",
    industry="металл",
    region="край",
    day=date(2026, 9, 1),
    start_year=2026,
    organisations=(Organisation(key="org", name="Колледж", role=OrganisationRole.BASE_COLLEGE),),
    sites=tuple(Site(key=k, organisation="org", name=k) for k in ("s1", "s2")),
    workshops=(Workshop(key="w1", site="s1", name="Цех", places=10),),
    norms=normpack.builtin(),
)


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    """A small cluster with any staffing that holds together."""
    skills = draw(distinct(SKILLS, 4)) or ["subject:a"]
    needs = some(st.builds(Requirement, st.sampled_from(skills), st.integers(1, 5)))
    courses = [draw(_course(k, skills, needs)) for k in draw(distinct(KEYS))]
    people = draw(distinct(KEYS)) or ["p"]
    keys = [c.key for c in courses]
    return replace(
        FRAME,
        staff=tuple(draw(_person(k)) for k in people),
        ways=tuple(Way(one="s1", other="s2", minutes=m) for m in draw(some(st.integers(1, 1440), 2))),
        skills=tuple(Skill(key=k, title=draw(TEXT), topic=draw(ANY)) for k in skills),
        requirements=draw(some(_requirement(needs))),
        qualifications=tuple(draw(_paper(k, people, skills, keys)) for k in draw(distinct(KEYS))),
        courses=tuple(courses),
        sessions=tuple(draw(_session(k, keys)) for k in draw(distinct(KEYS)) if keys),
        absences=draw(some(_absence(people))),
        mentorships=tuple(draw(_mentorship(k, people)) for k in draw(distinct(KEYS))),
    )


@st.composite
def _person(draw: st.DrawFn, key: str) -> StaffMember:
    begun = draw(st.none() | DAYS)
    return StaffMember(
        key=key,
        organisation="org",
        name=draw(TEXT),
        role=draw(st.sampled_from(StaffRole)),
        rate=draw(st.decimals("0.01", 2, places=2)),
        industry_from=begun,
        industry_until=None if begun is None else draw(st.none() | st.dates(begun, date(2190, 1, 1))),
        home=draw(st.sampled_from((None, "s1", "s2"))),
    )


@st.composite
def _requirement(draw: st.DrawFn, needs: st.SearchStrategy[Any]) -> TeachingRequirement:
    kind = draw(st.sampled_from(("element", "competence", "workshop", "equipment")))
    name = {"element": "УП.01", "competence": "ПК 1.2", "workshop": "w1", "equipment": draw(TEXT)}[kind]
    more: dict[str, Any] = {}
    if kind == "element":
        roles = draw(distinct(st.sampled_from(StaffRole)))
        more = {"roles": tuple(roles), "workshops": draw(some(st.just("w1"), 1)), "machines": draw(some(TEXT))}
    return TeachingRequirement(**{kind: name}, needs=draw(needs), **more)


@st.composite
def _paper(draw: st.DrawFn, key: str, people: list[str], skills: list[str], courses: list[str]) -> Qualification:
    since = draw(DAYS)
    return Qualification(
        key=key,
        person=draw(st.sampled_from(people)),
        skill=draw(st.sampled_from(skills)),
        level=draw(st.integers(1, 5)),
        evidence=draw(st.sampled_from(EvidenceKind)),
        document=draw(ANY),
        since=since,
        until=draw(st.none() | st.dates(since, date(2190, 1, 1))),
        course=draw(one_of_or_none(courses)),
    )


@st.composite
def _course(draw: st.DrawFn, key: str, skills: list[str], needs: st.SearchStrategy[Any]) -> Course:
    return Course(
        key=key,
        title=draw(TEXT),
        topic=draw(ANY),
        module=draw(st.sampled_from(CourseModule)),
        gives=(Requirement(draw(st.sampled_from(skills)), 3), *draw(needs)),
        needs_before=draw(needs),
        hours=draw(st.integers(1, 2000)),
        host="org",
        equipment=draw(some(TEXT)),
        price=draw(MONEY),
        certificate=draw(ANY),
        valid_months=draw(st.none() | st.integers(1, 600)),
    )


@st.composite
def _session(draw: st.DrawFn, key: str, courses: list[str]) -> Session:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 30)))
    mondays = [m for m in (monday_of(first) + timedelta(weeks=n) for n in range(3)) if m <= last]
    weeks = draw(st.lists(st.sampled_from(mondays), unique=True, max_size=3))
    hours = tuple((m, draw(st.integers(0, 60))) for m in sorted(weeks))
    course = draw(st.sampled_from(courses))
    return Session(
        key=key, course=course, first=first, last=last, places=draw(st.integers(1, 1000)), hours_by_week=hours
    )


@st.composite
def _absence(draw: st.DrawFn, people: list[str]) -> Absence:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 300)))
    return Absence(
        person=draw(st.sampled_from(people)), first=first, last=last, reason=draw(st.sampled_from(AbsenceReason))
    )


@st.composite
def _mentorship(draw: st.DrawFn, key: str, people: list[str]) -> Mentorship:
    first = draw(DAYS)
    ended = draw(st.none() | DAYS)
    trainees = [Trainee(key=k, born=draw(st.none() | DAYS)) for k in draw(distinct(KEYS))]
    return Mentorship(
        key=key,
        mentor=draw(st.sampled_from(people)),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 300))),
        trainees=tuple(trainees),
        workplace=draw(st.sampled_from((None, "w1"))),
        hours_by_week=draw(st.integers(0, 60)),
        mentor_hours=draw(st.integers(0, 60)),
        consent=draw(st.none() | DAYS),
        content=draw(ANY),
        form=draw(ANY),
        pay=draw(st.none() | MONEY),
        ended_on=ended,
        ended_by=None if ended is None else draw(st.sampled_from(EndedBy)),
        notice_on=None if ended is None else draw(DAYS),
    )


@settings(max_examples=60, deadline=None)
@given(cluster=clusters(), language=st.sampled_from(LANGUAGES))
def test_written_staffing_is_read_back_the_same(cluster: Cluster, language: Any) -> None:
    reading = read_files(write_files(cluster, language=language))

    assert [f for f in reading.findings if f.hard] == []
    assert reading.cluster == cluster


FILES = {
    "cluster.yaml": "формат: 1\nязык: ru\nключ: c\nназвание: К\nотрасль: м\nрегион: р\n"
    "на дату: 2026-09-01\nгод начала: 2026\n",
    "organisations.csv": "ключ,название,роль\norg,Колледж,базовый колледж\n",
    "staff.csv": "ключ,организация,имя,роль\np1,org,Иванов,мастер\n",
    "skills.csv": "ключ,название\nequipment:lathe,Токарный станок\n",
}


def told(name: str, text: str) -> list[tuple[str, str, Any]]:
    files = {path: content.encode() for path, content in {**FILES, name: text}.items()}
    return [(f.code, f.where, f.facts.get("value")) for f in read_files(files).findings if f.hard]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        (
            "requirements.csv",
            "элемент,навыки\nУП.01,equipment:lathe/3;equipment:late/2\n",
            ("cluster.leads_nowhere", "requirements.csv:2", "equipment:late"),
        ),
        (
            "requirements.csv",
            "элемент,навыки\nУП.01,equipment:lathe/6\n",
            ("cluster.out_of_range", "requirements.csv:2", 6),
        ),
        ("requirements.csv", "элемент,навыки\nУП.01,lathe\n", ("cluster.wrong_value", "requirements.csv:2", "lathe")),
        (
            "requirements.csv",
            "элемент,компетенция\nУП.01,ПК 1.1\n",
            ("cluster.not_accepted", "requirements.csv:2", None),
        ),
        (
            "qualifications.csv",
            "ключ,сотрудник,навык,действует с,действует по\nq,p1,equipment:lathe,2026-09-01,2026-08-31\n",
            ("cluster.not_accepted", "qualifications.csv:2", None),
        ),
        (
            "qualifications.csv",
            "ключ,сотрудник,навык,действует с\nq,p2,equipment:lathe,2026-09-01\n",
            ("cluster.leads_nowhere", "qualifications.csv:2", "p2"),
        ),
        (
            "mentorships.csv",
            "ключ,наставник,с,по,ученики\nm,p1,2026-09-01,2026-12-01,u1=\n",
            ("cluster.wrong_value", "mentorships.csv:2", "u1="),
        ),
        (
            "staff.csv",
            "ключ,организация,имя,роль,ставка\np1,org,Иванов,мастер,2.5\n",
            ("cluster.out_of_range", "staff.csv:2", Decimal("2.5")),
        ),
    ],
)
def test_a_wrong_row_of_staffing_is_told_with_its_line(name: str, text: str, wanted: tuple[str, str, Any]) -> None:
    assert told(name, text) == [wanted]


@pytest.mark.parametrize(("written", "read"), [("0,5", "0.5"), ("1.25", "1.25"), ("1", "1")])
def test_a_rate_with_a_comma_or_a_point_is_the_same_number(written: str, read: str) -> None:
    text = f"ключ;организация;имя;роль;ставка\np1;org;Иванов;мастер;{written}\n"
    files = {path: content.encode() for path, content in {**FILES, "staff.csv": text}.items()}
    reading = read_files(files)

    assert reading.cluster is not None
    assert reading.cluster.staff[0].rate == Decimal(read)
