"""The example of two qualifications on one trunk, from its folder to a checked plan of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from remeslo.interchange import clusterfile
from remeslo.interchange.planfile import read

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "branches"


@pytest.fixture(scope="module")
def planned(remeslo, tmp_path_factory):
    out = tmp_path_factory.mktemp("branches")
    ran = remeslo("plan", FOLDER, "--out", out, "--lexical", "--json")
    assert ran.status == 0, ran.out
    return ran.json, read(out).plan, out


def test_both_qualifications_are_proven_shortest_on_a_trunk_in_the_same_weeks(planned, remeslo) -> None:
    told, made, out = planned

    assert [(p["key"], p["status"], p["weeks"] == p["bound"]) for p in told["programmes"]] == [
        ("fitters.parts", "optimal", True),
        ("fitters.units", "optimal", True),
    ]
    parts, units = (p.result.plan.hours for p in made.outcome.programmes)
    trunk = {"ОП.01", "ОП.02", "ОП.03", "ОП.ДВ.01", "СГ.01", "СГ.02", "СГ.03", "СГ.04"}
    assert {k for k in parts if parts[k] == units.get(k)} >= trunk
    assert remeslo("check", out).status == 0


def test_the_choice_is_one_element_with_what_is_offered_below_it(planned) -> None:
    _, made, _ = planned

    for programme in made.outcome.programmes:
        (choice,) = programme.design.choices
        assert choice.ways == (("ОП.11",), ("ОП.12",), ("ОП.13", "ОП.14"))
        assert 36 <= programme.result.plan.of("ОП.ДВ.01") <= 40
        social = sum(programme.result.plan.of(e.index) for e in programme.design.elements if e.cycle == "СГ")
        assert social <= 200


@pytest.mark.parametrize("language", ("ru", "en"))
def test_the_folder_is_written_and_read_back_the_same(language, tmp_path) -> None:
    cluster = clusterfile.read(FOLDER).cluster

    clusterfile.write(cluster, tmp_path, language=language)

    assert clusterfile.read(tmp_path).cluster == cluster


def test_a_group_on_no_branch_is_told_and_the_branch_that_is_meant_is_named(tmp_path) -> None:
    cluster = clusterfile.read(FOLDER).cluster
    clusterfile.write(cluster, tmp_path, language="en")
    groups = tmp_path / "groups.csv"
    groups.write_text(groups.read_text(encoding="utf-8").replace("fitters.parts", "fitters.partz"), encoding="utf-8")

    found = clusterfile.read(tmp_path)

    assert [(f.code, f.facts["like"]) for f in found.findings if f.hard] == [("cluster.leads_nowhere", "fitters.parts")]
