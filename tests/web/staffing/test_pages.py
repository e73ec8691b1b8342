"""Pages about people: who sees whom, what each may do, and how many queries a page takes."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from tests.web.conftest import small_cluster
from tests.web.staffing.conftest import NOW
from tests.web.staffing.house import staffed

from remeslo.core.staffing.upskill.steps import StepAct
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.staffing import teaching
from remeslo.web.apps.staffing.models import Certificate, SessionRow, StaffEvent, Step
from remeslo.web.apps.staffing.services.steps import move, offer

pytestmark = pytest.mark.django_db
HERE = "/c/small/people"


@pytest.fixture
def sign_in(house, signed_in, account):
    """A browser of a role for an organisation, or of a person of the staff."""

    def make(role, organisation=None, *, key=None, language="en"):
        if key is None:
            return signed_in(role, cluster=house, organisation=organisation, language=language)
        client = Client(headers={"accept-language": language})
        client.user = account(key, role)
        client.force_login(client.user)
        return client

    return make


def statuses(client, *paths):
    return [client.get(HERE + p).status_code for p in paths]


def test_a_teacher_opens_the_own_page_and_nobody_elses(sign_in, certified):
    teacher = sign_in(Role.TEACHER, key="p1")

    assert teacher.get(f"{HERE}/").headers["Location"] == f"{HERE}/me/"
    mine = teacher.get(f"{HERE}/me/")
    assert mine.status_code == 200 and "Ёлкин Пётр" in mine.text and "Роботы в цехе" in mine.text
    assert statuses(teacher, "/person/p1/", "/person/p2/", "/person/nobody/") == [200, 403, 404]
    assert statuses(teacher, "/all/", "/hosting/", "/mentors/", "/import/") == [403] * 4
    assert "Ким Анна" not in teacher.get(f"{HERE}/session/s-robot/").text


def test_a_college_sees_its_own_people_and_not_the_neighbours(sign_in, certified):
    college = sign_in(Role.DEPUTY_DIRECTOR, "net")

    listed = college.get(f"{HERE}/all/").text
    assert "Ким Анна" in listed and "Ёлкин" not in listed and "Наставников" not in listed
    assert statuses(college, "/person/p2/", "/person/p1/") == [200, 403]
    assert college.get(f"{HERE}/certificate/{certified.pk}.pdf").status_code == 403


def test_the_ministry_sees_counts_and_no_name(sign_in, certified):
    ministry = sign_in(Role.MINISTRY_OFFICIAL)

    page = ministry.get(f"{HERE}/all/")
    assert page.status_code == 200 and page.context["figures"].people == 3
    assert all(name not in page.text for name in ("Ёлкин", "Ким Анна", "Наставников"))
    assert statuses(ministry, "/person/p1/", "/export.xlsx", "/mentors/", "/hosting/") == [403] * 4


def test_a_host_sees_participants_by_name_and_no_more(sign_in, house, who, certified):
    later = SessionRow.objects.get(key="s-later")
    offer(who("p2"), later, by=None, at=NOW, on=date(2026, 9, 20), why="тайная причина")
    host = sign_in(Role.EMPLOYER, "turbines-cu")

    assert "Ёлкин Пётр" in host.get(f"{HERE}/hosting/s-robot/").text
    asked = host.get(f"{HERE}/hosting/s-later/").text
    assert "Ким Анна" not in asked, "who was only asked is not the host's to know"
    step = Step.objects.get(session=later)
    move(step, StepAct.ACCEPT, by=None, at=NOW, on=date(2026, 9, 21))
    coming = host.get(f"{HERE}/hosting/s-later/").text
    assert "Ким Анна" in coming and "тайная причина" not in coming and "Сварка" not in coming
    assert statuses(host, "/person/p1/", "/person/p2/") == [403, 403]


def test_another_enterprise_sees_no_participant(sign_in, certified):
    stranger = sign_in(Role.EMPLOYER, "valves")

    assert stranger.get(f"{HERE}/hosting/").status_code == 200
    assert "Ёлкин" not in stranger.get(f"{HERE}/hosting/").text + stranger.get(f"{HERE}/session/s-robot/").text
    assert statuses(stranger, "/hosting/s-robot/", f"/certificate/{certified.pk}.pdf") == [403, 403]


def test_a_mentor_sees_the_own_trainees_as_pseudonyms(sign_in):
    mentor = sign_in(Role.MENTOR, key="m1")

    page = mentor.get(f"{HERE}/mentors/ms-1/").text
    assert "L-001" in page and "I agree" in page
    assert statuses(mentor, "/person/m1/", "/person/p1/", "/all/") == [200, 403, 403]


@pytest.mark.parametrize(("organisation", "status"), [("turbines", 200), ("base", 200), ("net", 403), ("valves", 403)])
def test_a_mentorship_is_seen_by_the_enterprise_and_the_groups_college(sign_in, organisation, status):
    role = Role.EMPLOYER if organisation in ("turbines", "valves") else Role.METHODIST

    assert sign_in(role, organisation).get(f"{HERE}/mentors/ms-1/").status_code == status


def test_only_the_person_answers_an_offer(sign_in, offered):
    address = f"{HERE}/step/{offered.pk}/"
    for client in (
        sign_in(Role.DEPUTY_DIRECTOR, "base"),
        sign_in(Role.EMPLOYER, "turbines"),
        sign_in("teacher", key="p2"),
    ):
        assert client.post(address, {"act": "accept"}).status_code == 403
    assert Step.objects.get().state == "offered"

    assert sign_in("teacher", key="p1").post(address, {"act": "accept"}).status_code == 302

    assert Step.objects.get().state == "accepted"
    assert StaffEvent.objects.last().author_name == "account-p1"


def test_only_the_host_confirms_and_certifies(sign_in, carried_out):
    paths = (f"{HERE}/certify/{carried_out.pk}/", f"{HERE}/hosting/s-robot/attendance/")
    data = {"number": "1", "signed_by": "Директор", "on": "2026-10-16", "act": "miss", "chosen": str(carried_out.pk)}
    for client in (sign_in(Role.CLUSTER_MANAGER), sign_in(Role.METHODIST, "base"), sign_in("teacher", key="p1")):
        assert [client.post(p, data).status_code for p in paths] == [403, 403]

    host = sign_in(Role.EMPLOYER, "turbines")
    assert host.post(paths[0], data).status_code == 302

    certificate = Certificate.objects.get()
    pdf = sign_in("teacher", key="p1", language="ru").get(f"{HERE}/certificate/{certificate.pk}.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_an_offer_that_is_refused_says_why_and_keeps_the_page(sign_in, who, offered):
    college = sign_in(Role.CLUSTER_MANAGER)

    answer = college.post(f"{HERE}/session/s-robot/offer/", {"person": "p2"})

    assert answer.status_code == 409 and "no place left" in answer.text
    assert Step.objects.count() == 1


def test_a_college_offers_to_its_own_people_only(sign_in, house):
    college = sign_in(Role.METHODIST, "net")

    page = college.get(f"{HERE}/session/s-later/")
    assert [p.key for p in page.context["candidates"]] == ["p2"]
    assert college.post(f"{HERE}/session/s-later/offer/", {"person": "p1"}).status_code == 403
    assert college.post(f"{HERE}/session/s-later/offer/", {"person": "p2"}).status_code == 302


def test_days_to_come_are_refused_in_a_real_cluster(sign_in, carried_out, house):
    load_cluster(replace(staffed(), illustrative=False), by=None)
    host = sign_in(Role.EMPLOYER, "turbines")

    answer = host.post(f"{HERE}/certify/{carried_out.pk}/", {"number": "1", "signed_by": "Д", "on": "2199-01-01"})

    assert answer.status_code == 400 and not Certificate.objects.exists()


def test_papers_are_entered_and_taken_back_by_the_own_college(sign_in, house):
    college = sign_in(Role.METHODIST, "base")
    paper = {
        "skill": "equipment:robot",
        "level": "4",
        "evidence": "admission",
        "document": "Приказ 5",
        "since": "2026-09-01",
    }

    assert college.post(f"{HERE}/person/p1/paper/", {**paper, "until": "2026-08-01"}).status_code == 400
    assert college.post(f"{HERE}/person/p2/paper/", paper).status_code == 403
    assert college.post(f"{HERE}/person/p1/paper/", paper).status_code == 302
    assert college.post(f"{HERE}/person/p1/paper/", paper).status_code == 400, "the same paper again"
    row = house.staff.get(key="p1").qualifications.get(skill="equipment:robot")
    assert college.post(f"{HERE}/paper/{row.pk}/take-back/", {"reason": "", "on": "2026-09-02"}).status_code == 302
    assert not StaffEvent.objects.filter(kind="qualification.revoked").exists()
    college.post(f"{HERE}/paper/{row.pk}/take-back/", {"reason": "ошибка", "on": "2026-09-02"})
    assert StaffEvent.objects.get(kind="qualification.revoked").note == "ошибка"


def test_rubbish_in_addresses_and_forms_is_answered_calmly(sign_in, offered):
    manager = sign_in(Role.ADMINISTRATOR)

    assert statuses(manager, "/person/x/", "/session/x/", "/courses/x/", "/hosting/x/", "/mentors/x/") == [404] * 5
    assert statuses(manager, "/certificate/999.pdf", "/me/", "/import/99/") == [404] * 3
    assert manager.post(f"{HERE}/step/{offered.pk}/", {"act": "certify"}).status_code == 403
    assert manager.post(f"{HERE}/step/{offered.pk}/").status_code == 403
    assert statuses(manager, "/all/?role=zzz&state=zzz&skill=%00&q=%27%3C", "/courses/?module=zzz") == [200, 200]
    for day in ("2026-99-99", "0001-01-01", "9999-12-31", "вчера"):
        assert manager.post(f"{HERE}/mentors/ms-1/act/", {"act": "consent", "on": day}).status_code == 400


QUERIES = {
    "/all/": 8,
    "/person/p1/": 14,
    "/courses/": 7,
    "/session/s-robot/": 9,
    "/mentors/": 10,
    "/mentors/ms-1/": 10,
    "/hosting/": 5,
    "/hosting/s-robot/": 7,
}


@pytest.mark.parametrize("times", [1, 4])
def test_a_page_takes_so_many_queries_however_many_people(
    sign_in, certified, django_assert_num_queries, times, monkeypatch
):
    monkeypatch.setattr(teaching, "SOURCE", "nowhere.TEACHING")
    value = staffed()
    more = tuple(replace(value.staff[1], key=f"p2-{n}") for n in range(times))
    papers = tuple(replace(value.qualifications[1], key=f"q-{n}", person=p.key) for n, p in enumerate(more))
    load_cluster(replace(value, staff=value.staff + more, qualifications=value.qualifications + papers), by=None)
    client = sign_in(Role.ADMINISTRATOR)

    for path, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            assert client.get(HERE + path).status_code == 200


def test_a_cluster_without_staffing_says_what_to_do(signed_in, db):
    cluster = load_cluster(replace(small_cluster(), staff=()), by=None)
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    assert "staff.csv" in manager.get(f"{HERE}/all/").text
    assert "courses.csv" in manager.get(f"{HERE}/courses/").text
    assert "mentorships.csv" in manager.get(f"{HERE}/mentors/").text
