"""Which edition of an occupational standard is in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.competence.standards import OccupationalStandard, editions, in_force

DAYS = st.dates(date(2013, 1, 1), date(2026, 12, 31))
STANDARDS = st.lists(
    st.builds(
        OccupationalStandard,
        code=st.sampled_from(["99.001", "99.002"]),
        title=st.just("Мастер"),
        registration_number=st.just("1"),
        order_number=st.integers(1, 900).map(lambda n: f"{n}н"),
        approved=st.none() | DAYS,
    ),
    max_size=8,
)


@given(STANDARDS, DAYS)
def test_edition_in_force_is_the_last_approved_one_not_after_the_day(
    standards: list[OccupationalStandard], day: date
) -> None:
    chosen = in_force(standards, "99.001", day)
    possible = [s.approved for s in standards if s.code == "99.001" and s.approved and s.approved <= day]

    assert (chosen.approved if chosen else None) == max(possible, default=None)
    assert chosen is None or (chosen in standards and chosen.code == "99.001")


@given(STANDARDS, DAYS)
def test_order_of_the_standards_does_not_matter(standards: list[OccupationalStandard], day: date) -> None:
    assert in_force(standards, "99.001", day) == in_force(standards[::-1], "99.001", day)


@given(STANDARDS)
def test_editions_are_all_of_a_code_from_the_earliest(standards: list[OccupationalStandard]) -> None:
    found = editions(standards, "99.001")
    days = [s.approved or date.min for s in found]

    assert len(found) == sum(1 for s in standards if s.code == "99.001")
    assert days == sorted(days)


def test_edition_is_in_force_from_the_very_day_of_its_approval() -> None:
    day = date(2021, 8, 30)
    standard = OccupationalStandard(
        code="99.001", title="Мастер", registration_number="1", order_number="1н", approved=day
    )

    assert in_force([standard], "99.001", day) == standard
    assert in_force([standard], "99.001", day - timedelta(days=1)) is None
