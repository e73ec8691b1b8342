"""CB-CTT files: what is read, read back after writing, and where a bad file is wrong."""

from __future__ import annotations

import lzma
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import TimePattern
from remeslo.interchange import cbctt
from remeslo.interchange.cbctt import CbcttCourse, CbcttRoom, Curriculum, Instance

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "timetable" / "cbctt.toml"
TEXT: str = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["instance"].lstrip()
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=6)


def problem_of(text: str = TEXT):
    reading = cbctt.read_instance(text.encode(), name="x.ctt")
    assert reading.findings == ()
    assert reading.problem is not None
    return reading.problem


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    days, periods = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    count = st.integers(0, 50)
    lectures = st.integers(1, days * periods - 1 or 1)
    courses = tuple(CbcttCourse(n, draw(NAMES), draw(lectures), draw(st.integers(0, 5)), draw(count)) for n in names)
    rooms = tuple(CbcttRoom(n, draw(count)) for n in draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)))
    curricula = tuple(
        Curriculum(n, tuple(draw(st.lists(st.sampled_from(names), unique=True))))
        for n in draw(st.lists(NAMES, max_size=3, unique=True))
    )
    cells = st.tuples(st.sampled_from(names), st.integers(0, days - 1), st.integers(0, periods - 1))
    closed = draw(st.lists(cells, max_size=days * periods - 1, unique=True))
    return Instance(draw(NAMES), days, periods, courses, rooms, curricula, tuple(closed))


@settings(max_examples=60)
@given(instances())
def test_reading_what_was_written_gives_the_same_instance(instance: Instance) -> None:
    reading = cbctt.read_instance(cbctt.write_instance(instance), name="x.ctt")

    assert (reading.instance, reading.findings) == (instance, ())


@settings(max_examples=40)
@given(instances(), st.data())
def test_reading_a_written_solution_gives_the_same_timetable(instance: Instance, data: st.DataObject) -> None:
    problem = cbctt.as_problem(instance)
    lines = [
        f"{c.name} {data.draw(st.sampled_from(instance.rooms)).name} "
        f"{data.draw(st.integers(0, instance.days - 1))} {data.draw(st.integers(0, instance.periods_per_day - 1))}"
        for c in instance.courses
        for _ in range(c.lectures)
    ]
    first = cbctt.read_solution("\n".join(lines).encode(), problem, name="s")
    assert first.timetable is not None
    written = cbctt.write_solution(problem, first.timetable)

    assert written.decode().split("\n")[:-1] == lines
    assert cbctt.read_solution(written, problem, name="s") == first


def test_an_instance_becomes_a_problem_of_one_week_with_its_rules() -> None:
    problem = problem_of()
    maths = problem.class_of[cbctt.lecture_id("maths", 1)]

    assert (problem.weeks, problem.days, problem.slots_per_day, len(problem.classes)) == (1, 3, 4, 8)
    assert {t.pattern for t in maths.times} == {
        TimePattern(1 << d, p, 1, 1) for d in range(3) for p in range(4) if (d, p) not in {(2, 0), (2, 1)}
    }
    assert [(o.room, o.penalty) for o in maths.rooms] == [("big", 0), ("small", 12)]
    assert {(d.kind.value, d.label, d.required, d.penalty) for d in problem.distributions if "first" in d.label} == {
        ("NotOverlap", "curriculum first", True, 0),
        ("CurriculumCompactness", "curriculum first", False, 2),
    }
    days = next(d for d in problem.distributions if d.kind is DistributionKind.MIN_WORKING_DAYS)
    assert (days.params, days.penalty, days.classes) == ((2,), 5, ("maths#1", "maths#2", "maths#3"))


def test_a_packed_file_is_read_as_the_plain_one() -> None:
    plain, packed = TEXT.encode(), lzma.compress(TEXT.encode())

    assert cbctt.read_instance(packed, name="x.ctt") == cbctt.read_instance(plain, name="x.ctt")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("maths ivanov 3 2 30", "maths ivanov 3 2", "bad_line", 10),
        ("maths ivanov 3 2 30", "maths ivanov three 2 30", "bad_word", 10),
        ("maths ivanov 3 2 30", "maths ivanov 13 2 30", "bad_word", 10),
        ("art ivanov 2 1 12", "maths ivanov 2 1 12", "repeated_name", 12),
        ("small 18", "small -18", "bad_word", 17),
        ("first 2 maths physics", "first 3 maths physics", "count_differs", 20),
        ("first 2 maths physics", "first 2 maths chemistry", "unknown_name", 20),
        ("first 2 maths physics", "first 2 maths maths", "repeated_name", 20),
        ("maths 2 1\n", "maths 3 1\n", "bad_word", 25),
        ("maths 2 1\n", "maths 2 0\n", "repeated_name", 25),
        ("Days: 3", "Days: 0", "bad_word", 9),
        ("Days: 3\n", "", "head_missing", 8),
        ("Days: 3", "Days: 3 4", "bad_line", 4),
        ("ROOMS:", "CURRICULA:", "section_order", 15),
        ("END.\n", "END.\nmore\n", "after_the_end", 28),
    ],
)
def test_a_bad_line_is_named_by_its_number(old: str, new: str, code: str, line: int) -> None:
    assert TEXT.count(old) >= 1
    reading = cbctt.read_instance(TEXT.replace(old, new, 1).encode(), name="x.ctt")

    assert reading.problem is None
    assert (f"timetable.{code}", f"x.ctt:{line}") in {(f.code, f.where) for f in reading.findings}
    assert all(f.hard for f in reading.findings)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file.empty"),
        ("hello\n", "timetable.not_ctt"),
        (TEXT[: TEXT.index("END.")], "timetable.end_missing"),
        (TEXT.replace("Courses: 4", "Courses: 5"), "timetable.count_differs"),
        ("PK\x03\x04", "file.binary"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(text: str, code: str) -> None:
    reading = cbctt.read_instance(text.encode(), name="x.ctt")

    assert reading.problem is None
    assert code in {f.code for f in reading.findings}


def test_a_course_without_any_period_left_is_told() -> None:
    closed = "".join(f"art {d} {p}\n" for d in range(3) for p in range(4))
    text = TEXT.replace("Constraints: 2", "Constraints: 14").replace("\nEND.", closed + "\nEND.")
    (finding,) = cbctt.read_instance(text.encode(), name="x.ctt").findings

    assert finding.code == "timetable.not_a_problem"
    assert "art#1" in str(finding.facts["reason"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("maths big 0", "bad_line"),
        ("maths big x 0", "bad_word"),
        ("chemistry big 0 0", "unknown_name"),
        ("maths big 3 0", "outside_calendar"),
        ("sport big 0 0\nsport big 0 1", "too_many_lectures"),
    ],
)
def test_a_bad_line_of_a_solution_is_named(line: str, code: str) -> None:
    reading = cbctt.read_solution(line.encode(), problem_of(), name="s.sol")
    (finding,) = reading.findings

    assert (finding.code, finding.hard) == (f"timetable.{code}", True)
    assert finding.where == f"s.sol:{line.count(chr(10)) + 1}"
    assert (reading.timetable is None) == (code in ("bad_line", "bad_word"))


@settings(max_examples=150)
@given(st.data())
def test_any_spoilt_file_is_read_or_refused_with_findings(data: st.DataObject) -> None:
    words = TEXT.split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = data.draw(st.sampled_from(["", "-1", "999999999999", "\n", "END.\n", "é", "ROOMS:\n", "0", "art"]))
    reading = cbctt.read_instance(" ".join(words).encode(), name="x.ctt")

    assert (reading.problem is None) == any(f.hard for f in reading.findings)


def test_far_too_much_is_refused_before_it_is_built() -> None:
    text = TEXT.replace("Days: 3", "Days: 31").replace("Periods_per_day: 4", "Periods_per_day: 1000")
    text = text.replace("maths ivanov 3", "maths ivanov 31000")
    (finding,) = cbctt.read_instance(text.encode(), name="x.ctt").findings

    assert finding.code == "timetable.too_large"


@pytest.mark.shared
def test_every_published_instance_is_read_without_a_finding_and_written_back(shared: Path) -> None:
    files = sorted((shared / "bench" / "cbctt").glob("*.ctt"))
    assert len(files) >= 14
    for file in files:
        reading = cbctt.read_instance_file(file)
        assert reading.findings == ()
        assert reading.instance is not None
        assert cbctt.read_instance(cbctt.write_instance(reading.instance), name="x").instance == reading.instance
