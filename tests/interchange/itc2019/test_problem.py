"""Problems of ITC-2019: what is read, read back after writing, and where a bad file is wrong."""

from __future__ import annotations

import lzma
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.timetable.small import ITC_KINDS, planted, problems
from tests.interchange.itc2019.sample import PROBLEM

from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import ClassId, Distribution, TimePattern, TimetableProblem, Weights
from remeslo.interchange import itc2019
from remeslo.interchange.itc2019 import ProblemReading


def read(text: str | bytes) -> ProblemReading:
    return itc2019.read_problem(text.encode() if isinstance(text, str) else text, name="p.xml")


@settings(max_examples=60)
@given(problems(kinds=ITC_KINDS))
def test_reading_what_was_written_gives_the_same_problem(problem: TimetableProblem) -> None:
    assert read(itc2019.write_problem(problem)) == ProblemReading(problem)


def test_names_of_any_characters_come_back() -> None:
    problem = planted(1, num_courses=2)[0]
    named = replace(problem, name="«a» & <b> \"c\" 'd'\t\n\r é 😀")

    assert read(itc2019.write_problem(named)).problem == replace(named, name=named.name.strip())


def test_one_of_everything_is_read() -> None:
    problem = read(PROBLEM).problem
    assert problem is not None
    one, two = problem.classes

    assert (problem.name, problem.days, problem.weeks, problem.slots_per_day) == ("sample", 3, 2, 20)
    assert problem.weights == Weights(2, 1, 5, 3)
    assert (problem.travel(problem.rooms[0].id, problem.rooms[1].id), problem.rooms[0].travel) == (2, {"2": 2})
    assert problem.rooms[1].unavailable == (TimePattern(0b011, 5, 3, 0b10),)
    assert [(t.pattern, t.penalty) for t in one.times] == [
        (TimePattern(0b101, 2, 4, 0b11), 0),
        (TimePattern(0b010, 2, 6, 0b01), 7),
    ]
    assert [(o.room, o.penalty) for o in one.rooms] == [("1", 0), ("2", 3)]
    assert (one.limit, one.parent, one.needs_room) == (20, None, True)
    assert (two.limit, two.parent, two.needs_room, two.rooms) == (20, "1", False, ())
    assert problem.distributions == (
        Distribution(DistributionKind.SAME_ATTENDEES, (ClassId("1"), ClassId("2")), required=True),
        Distribution(DistributionKind.MAX_BLOCK, (ClassId("2"), ClassId("1")), (6, 2), penalty=4),
    )
    assert problem.students[0].courses == ("1",)


def test_a_packed_file_and_one_with_a_mark_are_read_as_the_plain_one() -> None:
    plain = PROBLEM.encode()

    assert read(lzma.compress(plain)) == read(b"\xef\xbb\xbf" + plain) == read(plain)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('nrDays="3"', "", "attribute_missing", 3),
        ('nrDays="3"', 'nrDays="0"', "bad_value", 3),
        ('nrWeeks="2"', 'nrWeeks="61"', "bad_value", 3),
        ('slotsPerDay="20"', 'slotsPerDay="two"', "bad_value", 3),
        ('student="3"/>', 'student="-3"/>', "bad_value", 4),
        ('<room id="2" capacity="20">', '<room id="1" capacity="20">', "repeated_id", 7),
        ('room="1" value="2"', 'room="7" value="2"', "unknown_reference", 8),
        ('room="1" value="2"/>', 'room="1" value="2"/><travel room="1" value="3"/>', "travel_differs", 8),
        ('days="110"', 'days="11"', "bad_value", 9),
        ('days="110"', 'days="000"', "bad_value", 9),
        ('days="110"', 'days="1١0"', "bad_value", 9),
        ('start="5" length="3"', 'start="18" length="3"', "time_outside_day", 9),
        ('start="5" length="3"', 'start="5" length="0"', "bad_value", 9),
        ('class id="1" limit="20"', 'class id="" limit="20"', "attribute_missing", 16),
        ('class id="1" limit="20"', 'class id="1" limit="20" room="maybe"', "bad_value", 16),
        ('class id="1" limit="20"', 'class id="1" limit="20" room="false"', "class_rooms_unclear", 16),
        ('<room id="2" penalty="3"/>', '<room id="3" penalty="3"/>', "unknown_reference", 18),
        ('<room id="2" penalty="3"/>', '<room id="1" penalty="3"/>', "repeated_id", 18),
        ('<room id="2" penalty="3"/>', '<room id="2" penalty="0.5"/>', "bad_value", 18),
        (
            'days="010" start="2" length="6" weeks="10"',
            'days="101" start="2" length="6" weeks="11"',
            "repeated_time",
            20,
        ),
        ('<time days="001" start="10" length="2" weeks="01" penalty="1"/>', "", "class_without_times", 24),
        ('parent="1"', 'parent="9"', "unknown_reference", 24),
        ('type="SameAttendees"', 'type="SameTeacher"', "unknown_kind", 32),
        ('type="SameAttendees"', 'type="RoomStability"', "unknown_kind", 32),
        ('type="SameAttendees"', 'type="SameAttendees(1)"', "bad_parameters", 32),
        ('type="MaxBlock(6,2)"', 'type="MaxBlock(6)"', "bad_parameters", 36),
        ('type="MaxBlock(6,2)"', 'type="MaxBlock(6,,2)"', "bad_parameters", 36),
        ('type="MaxBlock(6,2)" penalty="4"', 'type="MaxBlock(6,2)"', "attribute_missing", 36),
        ('<class id="2"/>\n      <class id="1"/>', '<class id="2"/>\n      <class id="2"/>', "repeated_id", 36),
        ('<class id="2"/>\n      <class id="1"/>', '<class id="2"/>\n      <class id="5"/>', "unknown_reference", 38),
        ('<course id="1"/>', '<course id="4"/>', "unknown_reference", 43),
        ('<course id="1"/>', '<course id="1"/><course id="1"/>', "repeated_id", 42),
        ('limit="20" parent="1"', 'limit="20" parent="2"', "not_a_problem", 3),
    ],
)
def test_a_wrong_value_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert PROBLEM.count(old) >= 1
    reading = read(PROBLEM.replace(old, new, 1))

    assert reading.problem is None
    assert (f"timetable.{code}", f"p.xml:{line}") in {(f.code, f.where) for f in reading.findings}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('capacity="50"', 'capacity="50" colour="red"', "unknown_attribute"),
        ("<students>", "<teachers/><students>", "unknown_element"),
        ("<students>", "text<students>", "stray_text"),
        ('required="true"', 'required="true" penalty="3"', "required_with_penalty"),
        ('room="1" value="2"/>', 'room="1" value="2"/><travel room="2" value="1"/>', "travel_to_itself"),
    ],
)
def test_what_is_not_read_is_told_and_the_rest_is_read(old: str, new: str, code: str) -> None:
    reading = read(PROBLEM.replace(old, new, 1))
    (finding,) = reading.findings

    assert (finding.code, finding.hard) == (f"timetable.{code}", False)
    assert reading.problem == read(PROBLEM).problem


@pytest.mark.parametrize("tag", ["optimization", "rooms", "courses", "distributions"])
def test_a_missing_or_repeated_part_is_named(tag: str) -> None:
    renamed = PROBLEM.replace(f"<{tag}", "<other").replace(f"</{tag}", "</other")
    missing = read(renamed)
    assert missing.problem is None
    assert {f.facts.get("element") for f in missing.findings if f.code == "timetable.element_missing"} == {tag}
    twice = read(PROBLEM.replace("</problem>", f"<{tag}/></problem>")) if tag != "optimization" else None
    assert twice is None or "timetable.element_repeated" in {f.code for f in twice.findings}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<solution name='a'/>", "timetable.not_itc2019"),
        ("<!doctype html><html></html>", "xml.web_page"),
        ("plain text", "xml.not_xml"),
        (PROBLEM[: len(PROBLEM) // 2], "xml.cut_short"),
        (PROBLEM.replace('dtd">', 'dtd" [<!ENTITY a "b">]>'), "xml.entities_refused"),
        (b"\xfd7zXZ\x00rubbish", "file.xz_broken"),
        (b"", "file.empty"),
        (b"%PDF-1.7", "file.binary"),
    ],
)
def test_a_file_that_is_something_else_is_refused(data: str | bytes, code: str) -> None:
    reading = read(data)

    assert reading.problem is None
    assert [f.code for f in reading.findings] == [code]


def test_a_file_wrong_in_many_places_is_told_in_part_and_counted() -> None:
    broken = PROBLEM.replace('<course id="1"/>', "".join(f'<course id="x{i}"/>' for i in range(500)))
    findings = read(broken).findings

    assert len(findings) == 201
    assert (findings[-1].code, findings[-1].facts) == ("timetable.more_findings", {"count": 300})


@settings(max_examples=150)
@given(st.data())
def test_any_spoilt_file_is_read_or_refused_with_findings(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(PROBLEM) - 1))
    until = data.draw(st.integers(at, min(len(PROBLEM), at + 12)))
    text = PROBLEM[:at] + data.draw(st.text(max_size=4)) + PROBLEM[until:]
    reading = read(text.encode(errors="replace"))

    assert (reading.problem is None) == any(f.hard for f in reading.findings)


def test_a_missing_file_a_folder_and_a_pipe_are_findings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    found = [itc2019.read_problem_file(p) for p in (tmp_path / "no.xml", tmp_path, tmp_path / "pipe.xml")]

    assert [f.code for r in found for f in r.findings] == ["file.missing", "file.is_folder", "file.not_regular"]


def test_a_rule_that_only_cbctt_has_cannot_be_written() -> None:
    problem = planted(1, num_courses=2)[0]
    rule = Distribution(DistributionKind.ROOM_STABILITY, (problem.classes[0].id,), penalty=1)

    with pytest.raises(itc2019.CannotBeWritten, match="RoomStability"):
        itc2019.write_problem(replace(problem, distributions=(rule,)))


@pytest.mark.shared
def test_every_published_instance_has_the_numbers_its_sources_tell_and_comes_back_after_writing(shared: Path) -> None:
    folder = shared / "bench" / "itc2019"
    told = [
        r.strip("| ").split(" | ") for r in (folder / "SOURCES.md").read_text("utf-8").splitlines() if "| here" in r
    ]
    assert len(told) == 12
    for name, weeks, rooms, courses, classes, students, rules, travel, weights, *_ in told:
        reading = itc2019.read_problem_file(folder / f"{name}.xml.xz")
        p = reading.problem
        assert p is not None
        assert reading.findings == ()
        hard = sum(d.required for d in p.distributions)
        w = p.weights
        assert [p.name, str(p.weeks), str(len(p.rooms)), str(len(p.courses))] == [name, weeks, rooms, courses]
        assert [str(len(p.classes)), str(len(p.students))] == [classes, students]
        assert f"{len(p.distributions)} ({hard})" == rules
        assert f"{w.time}/{w.room}/{w.distribution}/{w.student}" == weights
        assert sum(len(r.travel) for r in p.rooms) == 2 * int(travel)
        if name in ("lums-sum17", "wbg-fal10", "bet-sum18", "pu-cs-fal07"):
            assert read(itc2019.write_problem(p)).problem == p
