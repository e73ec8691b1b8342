"""What the group rules on hours: as ruled, or at the nearest lawful value and told."""

from __future__ import annotations

import pytest
from tests.core.competence import builders
from tests.core.competence.studio.obeyed import (
    ruled,
    told,
)

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studio.values import (
    HoursRuling,
)


@pytest.mark.parametrize(
    ("index", "hours", "taken", "code"),
    [
        ("УП.01", 180, 180, None),
        ("УП.01", 100, 108, "hours_not_whole_weeks"),
        ("УП.01", 90, 108, "hours_not_whole_weeks"),
        ("УП.01", 1, 36, "hours_below_least"),
        ("ОП.01", 47, 48, "hours_below_least"),
        ("ОП.01", 61, 61, None),
        ("ПМ.01.Э", 12, 12, None),
        ("МДК.03.01", 200, 200, None),
        ("ГИА", 72, 72, None),
        ("МДК.99.01", 72, None, "element_gone"),
    ],
)
def test_hours_are_as_ruled_or_at_the_nearest_lawful_value_and_told(
    index: str, hours: int, taken: int | None, code: str | None
) -> None:
    design = ruled({f"hours:{index}": HoursRuling(hours=hours)})

    assert [(e.hours_min, e.hours_wanted, e.hours_max) for e in design.elements if e.index == index] == (
        [] if taken is None else [(taken,) * 3]
    )
    assert told(design) == ([] if code is None else [(code, f"hours:{index}")])
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours


def test_hours_outside_the_range_that_the_college_fixed_are_taken_to_its_end() -> None:
    fixed = OutlineElement(
        index="ОП.01", title="Чтение чертежей", kind=ElementKind.THEORY, cycle="ОП", hours_min=50, hours_max=60
    )
    design = ruled({"hours:ОП.01": HoursRuling(hours=75)}, outline=builders.outline(elements=(fixed,)))

    assert next(e.hours_wanted for e in design.elements if e.index == "ОП.01") == 60
    assert [(f.code, f.facts["most"]) for f in design.findings if f.code.startswith("ruling.")] == [
        ("ruling.hours_above_most", 60)
    ]


def test_hours_that_would_break_a_minimum_of_the_standard_are_raised_and_told() -> None:
    practice = ("УП.01", "ПП.01", "УП.02", "ПП.02")
    design = ruled({f"hours:{index}": HoursRuling(hours=36) for index in practice}, ())
    hours = {e.index: e.hours_wanted for e in design.elements if e.index in practice}

    assert sum(hours.values()) == builders.state().min_practice
    assert hours == {"УП.01": 252, "ПП.01": 36, "УП.02": 36, "ПП.02": 36}
    assert ("hours_below_minimum", "hours:УП.01") in told(design)
    assert "programme.below_minimum" not in builders.codes(design.findings)


def test_hours_of_practice_that_no_whole_week_fits_stay_in_the_range_that_the_college_gave() -> None:
    given = OutlineElement(
        index="УП.01",
        title="Практика",
        kind=ElementKind.TRAINING_PRACTICE,
        cycle="П",
        module="ПМ.01",
        hours_min=40,
        hours_max=60,
    )
    design = ruled({"hours:УП.01": HoursRuling(hours=500)}, outline=builders.outline(elements=(given,)))

    assert next(e.hours_wanted for e in design.elements if e.index == "УП.01") == 60


def test_hours_that_exceed_the_longest_term_together_are_cut_from_the_end_and_told() -> None:
    design = ruled({"hours:МДК.01.01": HoursRuling(hours=500), "hours:МДК.02.01": HoursRuling(hours=4000)})

    assert next(e.hours_wanted for e in design.elements if e.index == "МДК.01.01") == 500
    assert told(design) == [("hours_over_total", "hours:МДК.02.01")]
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours == 1476
