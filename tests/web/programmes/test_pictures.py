"""The Gantt chart and the load curve as numbers."""

import pytest
from tests.web import factories

from remeslo.core.line.tables.laid import LaidProgramme, lay_out
from remeslo.web.apps.programmes.pictures.axis import WIDEST
from remeslo.web.apps.programmes.pictures.gantt import LINE_HEIGHT, gantt, tight_chain
from remeslo.web.apps.programmes.pictures.load import HEIGHT, load_curve


@pytest.fixture
def laid() -> LaidProgramme:
    found = lay_out(factories.outcome())
    assert found is not None
    return found


def test_gantt_draws_every_hour_of_every_element_once(laid: LaidProgramme) -> None:
    chart = gantt(laid, factories.outcome().problem)

    assert {line.element.design.index: sum(b.hours for b in line.bars) for line in chart.lines} == {
        e.index: e.hours_wanted for e in factories.elements()
    }
    assert [line.y for line in chart.lines] == [n * LINE_HEIGHT for n in range(8)]
    assert chart.axis.width == 22 * WIDEST


def test_gantt_bridges_a_vacation_but_not_a_pause_in_study(laid: LaidProgramme) -> None:
    chart = gantt(laid, factories.outcome().problem)
    work = next(line for line in chart.lines if line.element.design.index == "ПП.01")

    assert [(b.first, b.last) for b in work.bars] == [(11, 15)]
    assert chart.axis.vacations[0].x == 17 * WIDEST


def test_tight_chain_leads_from_the_end_over_links_without_slack(laid: LaidProgramme) -> None:
    assert tight_chain(laid, factories.outcome().problem) == {"ГИА", "УП.02"}


def test_links_point_from_the_earlier_element_to_the_later_one(laid: LaidProgramme) -> None:
    links = gantt(laid, factories.outcome().problem).links

    assert {(link.before, link.after) for link in links} == {
        ("ОП.01", "УП.01"),
        ("УП.01", "ПП.01"),
        ("ПП.01", "ПМ.01.Э"),
        ("ПМ.01.Э", "ГИА"),
        ("УП.02", "ГИА"),
    }
    assert [link.is_tight for link in links if link.before == "УП.02"] == [True]


def test_load_columns_stand_on_the_ground_and_reach_their_hours(laid: LaidProgramme) -> None:
    load = load_curve(laid)

    assert [c.hours for c in load.columns] == list(laid.load)
    assert all(c.pieces[0].y + c.pieces[0].height == HEIGHT for c in load.columns if c.pieces)
    full = next(c for c in load.columns if c.hours == 36)
    assert min(p.y for p in full.pieces) == load.cap_y


def test_load_counts_full_weeks_and_free_hours(laid: LaidProgramme) -> None:
    load = load_curve(laid)

    assert load.peak == 36
    assert load.full_weeks == 19
    assert load.free_hours == 20 * 36 - 690
