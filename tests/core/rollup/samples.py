"""Leaves and paths for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.rollup.leaf import LeafFigure, Path, Spot

EDITION = date(2024, 1, 1)
HIERARCHIES = ("cluster", "region")


def leaf(unit: str, programme: str = "p", **more: object) -> LeafFigure:
    """A share of the year 2026: 6 of 10, all known, all confirmed."""
    given: dict[str, object] = {
        "indicator": "K3",
        "edition": EDITION,
        "period": "2026",
        "above": Decimal(6),
        "below": Decimal(10),
        "known": Decimal(10),
        "expected": Decimal(10),
        "people": 10,
    }
    return LeafFigure(unit=unit, programme=programme, **(given | more))  # type: ignore[arg-type]


def paths_of(units: dict[str, tuple[str, str]], period: str = "2026") -> dict[Spot, Path]:
    """By unit its cluster and region."""
    found: dict[Spot, Path] = {}
    for unit, (cluster, region) in units.items():
        found[Spot("cluster", unit, period)] = ("country", f"cluster:{cluster}", f"unit:{unit}")
        found[Spot("region", unit, period)] = ("country", f"region:{region}", f"entity:{unit}", f"unit:{unit}")
    return found


@st.composite
def trees_with_leaves(draw: st.DrawFn) -> tuple[list[LeafFigure], dict[Spot, Path]]:
    """Units in two hierarchies, with leaves of which some know nothing, and some have none at all."""
    units = {
        f"u{n}": (draw(st.sampled_from("abc")), draw(st.sampled_from("xy"))) for n in range(draw(st.integers(1, 7)))
    }
    leaves: list[LeafFigure] = []
    for unit in units:
        for programme in draw(st.sets(st.sampled_from(("p", "q", "")), max_size=3)):
            expected = draw(st.integers(0, 30))
            known = draw(st.sampled_from((0, expected // 2, expected)))
            above = draw(st.integers(0, known))
            waiting = draw(st.integers(0, 5))
            leaves.append(
                leaf(
                    unit,
                    programme,
                    above=Decimal(above),
                    below=Decimal(expected),
                    known=Decimal(known),
                    expected=Decimal(expected),
                    people=expected,
                    to_confirm=waiting,
                    confirmed=draw(st.integers(0, waiting)),
                    disputed=draw(st.sampled_from((0, 0, 1))),
                )
            )
    return leaves, paths_of(units)
