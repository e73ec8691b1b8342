"""Days away and new sessions, entered on pages: who may, what is refused, what outlives a folder."""

from datetime import date

import pytest
from tests.web.staffing.house import staffed

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.models import AbsenceRow, SessionRow

pytestmark = pytest.mark.django_db
HERE = "/c/small/people"
ILL = {"first": "2026-10-05", "last": "2026-10-09", "reason": "illness"}
MORE = {"first": "2027-04-05", "last": "2027-04-16", "places": "4"}


def entered(house) -> list[str]:
    return [str(a.first) for a in cluster_value(house).absences]


def test_the_own_house_enters_an_absence_and_takes_it_back_and_a_folder_keeps_it(house, signed_in):
    college = signed_in(Role.METHODIST, cluster=house, organisation="net")
    assert college.post(f"{HERE}/person/p2/absence/", ILL).status_code == 302
    assert entered(house) == ["2026-09-07", "2026-10-05"]

    page = college.get(f"{HERE}/person/p2/").text
    assert "5 October 2026 – 9 October 2026" in page.replace("\xa0", " ") and "illness" in page
    load_cluster(staffed(), by=None)
    load_cluster(cluster_value(house), by=None)
    assert entered(house) == ["2026-09-07", "2026-10-05"]

    of_folder, of_page = AbsenceRow.objects.order_by("first")
    for row in (of_folder, of_page):
        college.post(f"{HERE}/absence/{row.pk}/take-back/")
    assert entered(house) == ["2026-09-07"]
    told = LogEntry.objects.filter(action__startswith="absence.").order_by("id")
    assert [e.action for e in told] == ["absence.entered", "absence.taken_back"]
    assert not [e for e in told if "p2" in e.subject or "illness" in str(e.facts)]


@pytest.mark.parametrize(
    "wrong",
    [{"last": "2026-10-01"}, {"first": "вчера"}, {"reason": "secret"}, {"first": "2026-09-13", "last": "2026-09-20"}],
    ids=["ends-before", "no-day", "no-reason", "away-already"],
)
def test_a_wrong_absence_is_told_beside_its_field_and_not_entered(house, signed_in, wrong):
    college = signed_in(Role.METHODIST, cluster=house, organisation="net")

    answer = college.post(f"{HERE}/person/p2/absence/", ILL | wrong)
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.text
    assert entered(house) == ["2026-09-07"]


def test_others_neither_enter_an_absence_nor_read_why(house, signed_in):
    row = AbsenceRow.objects.get()
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=house)
    neighbour = signed_in(Role.METHODIST, cluster=house, organisation="base")
    for client in (manager, neighbour):
        assert client.post(f"{HERE}/person/p2/absence/", ILL).status_code == 403
        assert client.post(f"{HERE}/absence/{row.pk}/take-back/").status_code == 403

    page = manager.get(f"{HERE}/person/p2/").text.replace("\xa0", " ")
    assert "7 September 2026" in page and "leave" not in page.partition('id="away"')[2].partition("</section>")[0]


def test_the_host_plans_a_session_whose_places_are_offered_at_once(house, signed_in):
    host = signed_in(Role.EMPLOYER, cluster=house, organisation="turbines")
    answer = host.post(f"{HERE}/courses/c-robot/plan/", MORE)

    made = SessionRow.objects.get(first=date(2027, 4, 5))
    assert answer.headers["Location"] == f"{HERE}/session/{made.key}/"
    assert (made.places, made.origin) == (4, "entered")
    college = signed_in(Role.METHODIST, cluster=house, organisation="net")
    assert college.post(f"{HERE}/session/{made.key}/offer/", {"person": "p2"}).status_code == 302
    assert LogEntry.objects.get(action="session.planned").user == host.user
    assert host.post(f"{HERE}/courses/c-robot/plan/", MORE).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [{"first": "2026-08-01"}, {"last": "2027-04-01"}, {"places": "0"}],
    ids=["gone-by", "ends-before", "nobody"],
)
def test_a_wrong_session_is_told_beside_its_field_and_not_planned(house, signed_in, wrong):
    host = signed_in(Role.EMPLOYER, cluster=house, organisation="turbines")

    answer = host.post(f"{HERE}/courses/c-robot/plan/", MORE | wrong)
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.text
    assert SessionRow.objects.count() == len(staffed().sessions)


def test_only_the_host_plans_a_session(house, signed_in):
    for role, organisation in ((Role.EMPLOYER, "valves"), (Role.METHODIST, "base")):
        client = signed_in(role, cluster=house, organisation=organisation)
        assert client.post(f"{HERE}/courses/c-robot/plan/", MORE).status_code == 403
        assert "Plan a session" not in client.get(f"{HERE}/courses/c-robot/").text
