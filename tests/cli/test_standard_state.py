"""`remeslo standard review` of a state standard: from YAML, refusing what are no two editions of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from remeslo.core.competence.statestandard import StateStandard
from remeslo.interchange import clusterfile

MINIMAL = Path(__file__).resolve().parents[2] / "examples" / "minimal"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's standard, a later edition with other hours and a reworded competence, and one of another code."""
    cluster = clusterfile.read(MINIMAL).cluster
    assert cluster is not None
    old = cluster.state_standards[0]
    first = old.activities[0]
    reworded = replace(first.competences[0], title=f"{first.competences[0].title} по новым правилам")
    new = replace(
        old,
        order_number="900",
        approved=date(2026, 5, 1),
        min_practice=old.min_practice + 36,
        activities=(replace(first, competences=(reworded, *first.competences[1:])), *old.activities[1:]),
    )
    made: dict[str, StateStandard] = {"old": old, "new": new, "other": replace(new, code="09.02.99")}
    folder = tmp_path_factory.mktemp("editions")
    for name, standard in made.items():
        (folder / f"{name}.yaml").write_text(clusterfile.write_state_standard(standard), encoding="utf-8")
    (folder / "rubbish.yaml").write_text("- 1", encoding="utf-8")
    return {p.stem: p for p in folder.iterdir()}


def review(remeslo: Any, old: Path, new: Path, *more: object) -> Any:
    given = ("standard", "review", MINIMAL, "--programme", "fitter", "--old", old, "--new", new, "--lexical")
    return remeslo(*given, *more)


def test_review_of_a_state_standard_names_every_link_once(remeslo: Any, files: dict[str, Path]) -> None:
    ran = review(remeslo, files["old"], files["new"], "--json")

    assert ran.status == 0
    keys = [link["key"] for link in ran.json["links"]]
    assert len({*keys, *ran.json["carried"]}) == len(keys) + len(ran.json["carried"])
    assert {link["kind"] for link in ran.json["links"]} >= {"edition", "competence", "minimum"}
    practice = next(link for link in ran.json["links"] if link["holder"] == "min/practice")
    assert int(practice["new"][0]["text"]) == int(practice["old"]) + 36


def test_review_in_words_names_the_minimum(remeslo: Any, files: dict[str, Path]) -> None:
    ran = review(remeslo, files["old"], files["new"], "--lang", "en")

    assert ran.status == 0
    assert "practice, hours at least" in ran.out


@pytest.mark.parametrize(("name", "code"), [("other", "revision.two_standards"), ("rubbish", "")])
def test_what_is_no_later_edition_of_it_is_status_two(
    remeslo: Any, files: dict[str, Path], name: str, code: str
) -> None:
    ran = review(remeslo, files["old"], files[name], "--json")

    assert ran.status == 2
    codes = [f["code"] for f in ran.json["findings"]]
    assert codes == [code] if code else codes
