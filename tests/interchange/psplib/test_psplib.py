"""PSPLIB files: read back after writing, what they mean, where a bad one is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.psplib import (
    Job,
    PsplibInstance,
    as_problem,
    job_key,
    read_psplib,
    read_psplib_file,
    write_psplib,
)

SMALL = PsplibInstance(
    "small",
    (
        Job(1, 0, (0, 0), (2, 3)),
        Job(2, 2, (1, 0), (4,)),
        Job(3, 3, (2, 1), (5,)),
        Job(4, 0, (0, 0), (5,)),
        Job(5, 1, (0, 1), (6,)),
        Job(6, 0, (0, 0)),
    ),
    (2, 1),
)
TEXT = write_psplib(SMALL).decode()


@st.composite
def instances(draw: st.DrawFn) -> PsplibInstance:
    capacities = tuple(draw(st.lists(st.integers(0, 9), min_size=1, max_size=3)))
    count = draw(st.integers(1, 6))
    jobs = []
    for n in range(1, count + 1):
        later = st.sets(st.integers(n + 1, count)) if n < count else st.just(set())
        requests = tuple(draw(st.integers(0, c)) for c in capacities)
        jobs.append(Job(n, draw(st.integers(0, 9)), requests, tuple(sorted(draw(later)))))
    return PsplibInstance("x", tuple(jobs), capacities)


@settings(max_examples=80)
@given(instances())
def test_reading_what_was_written_gives_the_same_instance(instance: PsplibInstance) -> None:
    reading = read_psplib(write_psplib(instance), name="x.sm")

    assert (reading.instance, reading.findings) == (instance, ())
    assert reading.problem == as_problem(instance)


def test_jobs_become_blocks_of_weeks_and_jobs_of_no_time_only_keep_the_order() -> None:
    problem = as_problem(SMALL)
    last = problem.by_key[job_key(5)]

    assert [e.key for e in problem.elements] == ["j2", "j3", "j5"]
    assert {p.before for p in last.after} == {"j2", "j3"}
    assert {p.lag_weeks for p in last.after} == {1}
    assert [(n.resource, n.per_hour) for n in problem.by_key[job_key(3)].needs] == [
        ("r1", Fraction(2)),
        ("r2", Fraction(1)),
    ]
    assert (last.whole_weeks, last.week_hours, last.alone) == (True, 1, False)
    assert len(problem.calendar) == 6


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("RESOURCEAVAILABILITIES", "SOMETHING ELSE", "instance.section_missing"),
        ("jobs (incl. supersource/sink ):  6", "jobs (incl. supersource/sink ):  7", "instance.wrong_length"),
        ("nonrenewable              :  0", "nonrenewable              :  1", "instance.not_supported"),
        ("   2         1           1        4", "   2         2           1        4", "instance.not_supported"),
        ("   2         1           1        4", "   2         1           1        9", "instance.unknown_number"),
        ("   2         1           1        4", "   2         1           1        1", "instance.circle"),
        ("  2      1      2       1    0", "  2      1      2       3    0", "instance.request_over_capacity"),
        ("  2      1      2       1    0", "  2      1      2       x    0", "instance.bad_line"),
        ("  2      1      2       1    0", "  9      1      2       1    0", "instance.job_out_of_order"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_gives_no_problem(old: str, new: str, code: str) -> None:
    assert old in TEXT

    reading = read_psplib(TEXT.replace(old, new).encode(), name="bad.sm")

    assert code in [f.code for f in reading.findings]
    assert (reading.instance, reading.problem) == (None, None)


@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(alphabet="0123456789 -\n:Rx", max_size=5))
def test_a_damaged_file_never_makes_the_reader_raise(place: int, gone: int, put: str) -> None:
    reading = read_psplib((TEXT[:place] + put + TEXT[place + gone :]).encode(), name="x.sm")

    assert (reading.problem is None) == any(f.hard for f in reading.findings)


def test_a_file_that_is_not_there_is_a_finding() -> None:
    assert [f.code for f in read_psplib_file("no/such/file.sm").findings] == ["file.missing"]


@pytest.mark.shared
def test_every_published_instance_is_read_without_a_finding(shared) -> None:
    paths = sorted((shared / "bench" / "rcpsp").glob("*/*.sm"))

    readings = [read_psplib_file(p) for p in paths]

    assert len(readings) == 104
    assert all(r.problem is not None and r.findings == () for r in readings)
    assert {len(r.instance.jobs) for r in readings if r.instance} == {32, 62, 122}
