"""The desk on the example cluster: rulings as a person writes them, and what they make of a programme."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.versions import compare_designs, covered
from remeslo.core.line.design import Designer, designer
from remeslo.core.line.studio import Desk, decisions_of, surroundings
from remeslo.interchange import clusterfile
from remeslo.interchange.clusterfile.rulingtext import PlaceText, RulingText, WrittenRuling, gather

ROOT = Path(__file__).resolve().parents[3]
CASES = tomllib.loads((ROOT / "tests/golden/competence/rulings.toml").read_text(encoding="utf-8"))["case"]


@cache
def example() -> Designer:
    cluster = clusterfile.read(ROOT / "examples/severokamsk").cluster
    assert cluster is not None
    return designer(cluster)


def desk(key: str = "tehnik-tehnolog") -> Desk:
    return Desk(example(), next(o for o in example().cluster.programmes if o.key == key))


def written(rows: list[list[str]]) -> Rulings:
    def deaf(code: str, **facts: object) -> None:
        raise AssertionError(code)

    return gather(
        WrittenRuling(place=PlaceText().parse(place, deaf), value=RulingText().parse(ruling, deaf), note=note)
        for place, ruling, note in rows
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(CASES.index(c) + 1))
def test_the_example_is_as_the_group_ruled(case: dict[str, Any]) -> None:
    design = desk().designed(written(case["rulings"])).design
    assert design is not None

    lines = {_short(g.line.key): (g.answer.value, g.competence or "") for g in design.model.gap}
    hours = {e.index: e.hours_wanted for e in design.elements}
    assert {k: lines.get(k, ("gone", "")) for k, *_ in case["lines"]} == {k: (a, c) for k, a, c in case["lines"]}
    assert {k: hours[k] for k in case["hours"]} == case["hours"]
    assert [f.code for f in design.findings if f.code.startswith("ruling.")] == [
        f"ruling.{c}" for c in case["findings"]
    ]
    assert covered(design).percent == case["covered"]
    assert sum(hours.values()) == design.total_hours == 4428


def _short(key: str) -> str:
    """``40.905:B/01.4`` of a key with its edition."""
    standard, _, rest = key.partition("@")
    return f"{standard}:{rest.partition(':')[2]}" if rest else key


def test_an_impact_is_what_designing_twice_shows_and_names_the_groups_and_the_programmes_beside() -> None:
    then, now = Rulings.NONE, written(CASES[6]["rulings"])

    made = desk().impact(then, now)

    designs = [desk().designed(r).design for r in (then, now)]
    assert made is not None and all(designs)
    assert made.changes == compare_designs(*(d for d in designs if d is not None))
    assert made.groups == tuple(g.key for g in example().cluster.groups if g.programme == "tehnik-tehnolog")
    assert {s.programme for s in made.others} <= {"operator-naladchik", "tehnik-metallurg"}
    own = next(o for o in example().cluster.programmes if o.key == "tehnik-tehnolog")
    rooms = {w for e in own.elements if e.index in {c.index for c in made.changes.elements} for w in e.workshops}
    assert {w for s in made.others for w in s.workshops} <= rooms


def test_the_table_of_the_example_has_every_card_and_what_designing_says() -> None:
    ruled = written(CASES[7]["rulings"])
    designed = desk().designed(ruled)

    table = desk().board_of(designed, ruled)

    assert table is not None
    assert table == desk().board(ruled)
    assert [c.key for c in table.cards] == [c.key for c in example().assignment.cards_of(desk().outline.key)]
    assert table.findings == designed.findings
    assert [str(s.place) for s in table.strays] == ["hours:МДК.99.01", "request:stpk-99/1"]


def test_other_programmes_rulings_teach_this_ones_candidates() -> None:
    card = next(c for c in example().assignment.cards_of("operator-naladchik") if c.requirements[0].text.strip())
    said = written([[f"request:{card.key}/{card.requirements[0].number}", f"accepted: {FUNCTION}", ""]])
    outlines = tuple(
        replace(o, rulings=said) if o.key == "operator-naladchik" else o for o in example().cluster.programmes
    )
    taught = replace(example(), cluster=replace(example().cluster, programmes=outlines))

    found = decisions_of(taught, but=desk().outline)

    assert [(d.text, d.statement, d.accepted) for d in found] == [(card.requirements[0].text, FUNCTION, True)]
    assert decisions_of(taught, but=desk("operator-naladchik").outline) == ()


def test_rulings_of_a_programme_come_back_with_the_folder_and_the_line_obeys_them() -> None:
    cluster = example().cluster
    said = written(CASES[3]["rulings"])
    outlines = tuple(replace(o, rulings=said) if o.key == "tehnik-tehnolog" else o for o in cluster.programmes)

    again = clusterfile.read_files(clusterfile.write_files(replace(cluster, programmes=outlines))).cluster

    assert again is not None
    assert [len(o.rulings) for o in again.programmes] == [0, 0, 1]
    outline = next(o for o in again.programmes if o.key == "tehnik-tehnolog")
    assert example().design(outline) == desk().designed(said)


def test_surroundings_hand_out_every_card_and_group() -> None:
    around = surroundings(example())

    assert sorted(k for keys in around.cards.values() for k in keys) == sorted(
        c.card for c in example().assignment.choices if c.programme is not None
    )
    assert sum(len(g) for g in around.groups.values()) == len(example().cluster.groups)


FUNCTION = "40.906@906н-2026-02-26:A/02.3"
