"""Changing by hand: places with clashes, moves, undo, pins, locks, two people at once; the log says who moved what."""

import pytest
from tests.web.timetables.semester import SEMESTER, SLOTS

from remeslo.core.line.weekly.lesson import Slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(planner, version, url):
    """``act("move", lesson=…)``: posts and gives the part of the page that is drawn anew."""

    def post(name, client=None, **data):
        return (client or planner).post(f"{url(name)}?by=group&one=СВ-26", data, headers={"hx-request": "true"})

    return post


def slots(cluster):
    from remeslo.web.apps.timetables.kept import kept_week
    from remeslo.web.apps.timetables.queries import document

    head = document(cluster, SEMESTER)
    return kept_week(head.latest.body).slots


def test_places_of_a_lesson_in_hand_tell_free_cells_and_each_clash_with_its_cause(planner, version, url):
    cells = planner.get(f"{url('places')}?by=group&one=СВ-26&lesson=maths%231").json()["cells"]

    assert len(cells) == 24 and cells["0-1-"]["fate"] == "here"
    assert (cells["4-1-"]["fate"], cells["4-1-"]["room"]) == ("free", "r201")
    clash = cells["2-1-"]  # the group welds then
    assert clash["fate"] == "stop" and "Сварка, часть 1" in " ".join(clash["says"])
    teacher = cells["0-2-"]  # the teacher has another group then
    assert teacher["fate"] == "stop" and any("Ким Анна" in says for says in teacher["says"])


def test_another_room_is_found_where_the_own_one_is_taken(planner, version, url):
    cells = planner.get(f"{url('places')}?by=group&one=ТК-26&lesson=tech%231").json()["cells"]

    assert cells["1-2-"]["fate"] == "stop"  # the teacher is there with the other group in odd weeks
    assert cells["1-3-"] | {"where": ""} == {
        "fate": "free",
        "word": "free",
        "count": 0,
        "room": "r202",
        "where": "",
        "says": [],
    }


def test_a_move_is_seen_at_once_undone_done_again_and_saved_with_a_line_in_the_log(act, cluster, planner):
    from remeslo.web.apps.common.models import LogEntry

    moved = act("move", lesson="maths#1", day="4", pair="3").content.decode()
    assert "Moved: Математика → Friday, pair 3, Аудитория 201." in moved and "1 lesson is changed" in moved
    assert "Undone." in act("step", how="undo").content.decode()
    assert "1 lesson is changed" in act("step", how="redo").content.decode()
    assert slots(cluster)["maths#1"] == SLOTS["maths#1"]

    act("save", note="по просьбе группы")

    assert slots(cluster) == {**SLOTS, "maths#1": Slot(4, 3, "r201")}
    entry = LogEntry.objects.get(action="timetable.moved")
    assert (entry.user, entry.facts["lesson"], entry.facts["before"], entry.facts["after"]) == (
        planner.user,
        "maths#1",
        [0, 1, "r201"],
        [4, 3, "r201"],
    )


def test_a_move_into_a_clash_is_made_and_told_and_the_list_leads_to_it(act, planner, url):
    said = act("move", lesson="maths#1", day="2", pair="1", room="r201").content.decode()

    assert "Clashes: 1" in said
    page = planner.get(f"{url('conflicts')}?severity=publishing")
    ((line, place),) = page.context["lines"]
    assert "Математика" in line["what"] and "Сварка, часть 1" in line["what"]
    assert planner.get(place).context["behind"]["lesson"].key in ("maths#1", "weld#1")


@pytest.mark.parametrize(
    "data",
    [
        {"day": "9", "pair": "1", "room": "r201"},
        {"day": "0", "pair": "5", "room": "r201"},
        {"day": "0", "pair": "1", "room": "w1"},
        {"day": "0", "pair": "0"},
    ],
    ids=["no-day", "no-pair", "not-its-room", "pair-zero"],
)
def test_a_place_that_is_none_is_refused(data, act, cluster):
    said = act("move", lesson="maths#1", **data).content.decode()

    assert "There is no such place" in said and "not saved yet" not in said


def test_a_locked_lesson_stays_until_it_is_unlocked_and_pins_reach_the_planner(act, cluster, planner, url):
    act("mark", lesson="maths#1", lock="on")
    assert "is locked" in act("move", lesson="maths#1", day="4", pair="1").content.decode()
    act("mark", lesson="weld#1", pin="on")
    act("save")

    week = planner.get(url("grid")).context["page"].week
    assert week.bound.pinned == {k: SLOTS[k] for k in ("maths#1", "weld#1")}
    act("mark", lock="off")
    assert "Moved" in act("move", lesson="maths#1", day="4", pair="1").content.decode()


def test_two_people_who_move_one_lesson_are_told_and_nothing_is_overwritten(act, cluster, signed_in, url):
    other = signed_in("cluster_manager", cluster=cluster, name="Второй")
    act("move", lesson="maths#1", day="4", pair="1")
    act("move", lesson="weld#1", day="4", pair="2")
    act("move", client=other, lesson="maths#1", day="5", pair="1")
    act("save", client=other)

    met = act("save")
    assert "Somebody moved the same lessons meanwhile" in met.content.decode()
    assert slots(cluster)["maths#1"] == Slot(5, 1, "r201")

    act("save", how="theirs", lesson="maths#1")
    assert slots(cluster) == {**SLOTS, "maths#1": Slot(5, 1, "r201"), "weld#1": Slot(4, 2, "w1")}


def test_forgotten_changes_leave_nothing(act, cluster):
    act("move", lesson="maths#1", day="4", pair="1")
    act("discard")

    assert slots(cluster) == SLOTS and "not saved yet" not in act("step", how="undo").content.decode()


def test_an_unknown_lesson_is_not_found(act):
    assert act("move", lesson="none#1", day="1", pair="1").status_code == 404
