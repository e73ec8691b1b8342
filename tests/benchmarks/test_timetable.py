"""The benchmark of timetables: what the table says of runs, and what is kept between them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.published.timetable.known import Known, Peer, known
from benchmarks.published.timetable.plot import curves
from benchmarks.published.timetable.run import Run
from benchmarks.published.timetable.table import Row, markdown, means, rows

RUN = Run("a", 1, 60.0, "2026-11-23", "abc", "feasible", 0, 120, 1, 2, 3, 4, 0, 2.5, 50.0, 59.5, 100.0, 700, 0.4, 10, 0)
KNOWN = {
    "a": Known("a", "F", 100, 90, (Peer("UniTime", 60, 130), Peer("UniTime", 300, 110))),
    "b": Known("b", "F", 0),
    "c": Known("c", "F"),
}


def test_a_run_comes_back_from_its_line() -> None:
    run = replace(RUN, curve=((2.5, 300), (50.0, 120)))

    assert Run.from_json(run.as_json()) == run


def test_median_counts_a_run_without_a_timetable_as_the_worst() -> None:
    runs = tuple(replace(RUN, seed=i, total=t) for i, t in enumerate((120, 150, 110), start=1))
    unlawful = replace(RUN, seed=4, hard=3, total=1)
    nothing = replace(RUN, seed=5, hard=None, total=None)

    assert Row(KNOWN["a"], 60, runs).median == 120
    assert Row(KNOWN["a"], 60, runs).worst == 150
    assert Row(KNOWN["a"], 60, (*runs, unlawful, nothing)).median == 150
    assert Row(KNOWN["a"], 60, (*runs, unlawful)).worst is None
    assert Row(KNOWN["a"], 60, (runs[0], unlawful, nothing)).median is None


def test_ratio_to_a_best_of_zero_exists_only_for_zero() -> None:
    row = Row(KNOWN["b"], 60, (RUN,))

    assert (row.ratio(0), row.ratio(3), Row(KNOWN["c"], 60, (RUN,)).ratio(3)) == (1.0, None, None)


def test_means_say_over_how_many_instances_they_are() -> None:
    runs = [RUN, replace(RUN, instance="b"), replace(RUN, instance="c"), replace(RUN, limit_s=300.0)]
    found = means(rows(runs, KNOWN, 60.0), "F")

    assert found == {
        "instances": 2,
        "median": pytest.approx(1.2),
        "median_of": 1,
        "worst": pytest.approx(1.2),
        "worst_of": 1,
    }


def test_the_table_has_a_section_for_each_limit_and_a_line_for_each_instance() -> None:
    text = markdown([RUN, replace(RUN, limit_s=300.0, hard=2)], KNOWN)

    assert text.count("## After") == 2
    assert "| a | 100 | 1 of 1 | 2.5 | 120 | 120 | 1.20 | 1.20 | 130 (60 s) | — | 700 |" in text
    assert "| a | 100 | 0 of 1 | 2.5 | — | — | — | — | 110 (300 s) | — | 700 |" in text


def test_the_peer_is_the_longest_run_within_the_limit() -> None:
    assert [KNOWN["a"].peer(s) for s in (30, 60, 299, 300)] == [None, *KNOWN["a"].peers[:1] * 2, KNOWN["a"].peers[1]]


def test_known_costs_are_not_below_their_bounds() -> None:
    table = known()

    assert len(table) == 26
    assert all(k.bound is None or k.best is None or k.bound <= k.best for k in table.values())


def test_the_picture_leaves_out_what_has_no_best_known_cost() -> None:
    drawn = replace(RUN, instance="comp01", curve=((2.5, 300), (50.0, 120)))

    assert curves([drawn]).count("<path") == 1
    assert "<path" not in curves([replace(drawn, instance="comp11"), RUN])
