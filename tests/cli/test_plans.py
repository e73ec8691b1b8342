"""`remeslo plans` and `remeslo state` as a person or a program calls them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import MINIMAL
from tests.interchange.plx.plans import small_plan

from remeslo.cli.console import Exit
from remeslo.interchange import clusterfile, planfile, plx, statesheet


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "план.plx"
    path.write_bytes(plx.write(small_plan()))
    return path


def test_plans_read_tells_counts_and_sums_as_json(remeslo, plan_file):
    ran = remeslo("plans", "read", plan_file, "--json")

    (plan,) = ran.json["plans"]
    assert ran.status == Exit.DONE
    assert (plan["format"], plan["code"], plan["credits"], plan["hours"]) == ("plx", "01.02.03", 11, 396)
    assert plan["read"] == plan["found"]
    assert [(b["block"], b["credits"]) for b in plan["blocks"]] == [("Б1", 5), ("Б2", 6), ("ФТД", 1)]


def test_plans_read_goes_on_after_a_file_that_is_none(remeslo, plan_file, tmp_path):
    other = tmp_path / "письмо.txt"
    other.write_text("Здравствуйте")

    ran = remeslo("plans", "read", other, plan_file)

    assert ran.status == Exit.HARD_FINDINGS
    assert "Примерное дело" in ran.out
    assert "письмо.txt" in ran.out


def test_plans_read_of_nothing_readable_ends_with_status_2(remeslo, tmp_path):
    ran = remeslo("plans", "read", tmp_path / "нет.plx", "--json")

    assert ran.status == Exit.UNREADABLE
    assert [f["code"] for f in ran.json["findings"]] == ["file.missing"]


def test_plans_compare_tells_no_difference_of_a_plan_from_itself(remeslo, plan_file):
    assert remeslo("plans", "compare", plan_file, plan_file, "--json").json == {"differences": []}


def test_plans_write_gives_elements_that_are_read_back(remeslo, plan_file, tmp_path):
    out = tmp_path / "элементы.csv"

    ran = remeslo("plans", "write", plan_file, "--to", "elements", "--out", out)

    elements, findings = clusterfile.read_elements(out)
    assert ran.status == Exit.DONE
    assert [e.index for e in elements] == ["Б1.01", "Б1.В.ДВ.01.01", "Б2.01(У)"]
    assert not any(f.hard for f in findings)


def test_plans_write_gives_the_same_plan_as_plx(remeslo, plan_file, tmp_path):
    out = tmp_path / "снова.plx"

    assert remeslo("plans", "write", plan_file, "--to", "plx", "--out", out).status == Exit.DONE
    assert plx.read(out.read_bytes(), name="x").plan == small_plan()


@pytest.mark.slow
def test_a_planned_programme_is_written_as_plx_and_read_with_its_hours(remeslo, tmp_path):
    assert remeslo("plan", MINIMAL, "--out", tmp_path / "out", "--limit-s", "10").status in (
        Exit.DONE,
        Exit.HARD_FINDINGS,
    )
    out = tmp_path / "fitter.plx"

    ran = remeslo("plans", "write", tmp_path / "out", "--to", "plx", "--out", out, "--json")

    reading = plx.read(out.read_bytes(), name="fitter.plx")
    assert ran.status == Exit.DONE
    assert reading.plan is not None
    assert reading.plan.head.code == "15.01.99"
    assert sum(r.hours or 0 for r in reading.plan.rows if not r.kind.holds_others) == 1476
    assert reading.plan.links
    planned = planfile.read(tmp_path / "out").plan
    assert planned is not None
    (outcome,) = planned.outcome.programmes
    assert plx.study_plan(planned.cluster, outcome) == reading.plan
    assert plx.study_plan(planned.cluster, replace(outcome, result=None)) is None
    assert not [f for f in reading.findings if f.hard]


def test_an_unknown_programme_is_refused_by_name(remeslo, tmp_path):
    ran = remeslo("plans", "write", tmp_path, "--to", "plx", "--out", tmp_path / "x.plx", "--json")

    assert ran.status == Exit.UNREADABLE
    assert not (tmp_path / "x.plx").exists()


def test_state_form_is_written_and_read_as_empty(remeslo, tmp_path):
    form = tmp_path / "бланк.xlsx"

    assert remeslo("state", "form", "--out", form).status == Exit.DONE
    ran = remeslo("state", "read", form, "--json")

    assert ran.status == Exit.UNREADABLE
    assert [f["code"] for f in ran.json["findings"]] == ["statesheet.fields_missing"]


def test_a_filled_form_becomes_the_file_of_a_cluster_folder(remeslo, tmp_path):
    cluster = clusterfile.read(MINIMAL).cluster
    (standard,) = cluster.state_standards
    form = tmp_path / "form.xlsx"
    form.write_bytes(statesheet.write(standard))

    ran = remeslo("state", "read", form, "--out", tmp_path / "state", "--json")

    assert ran.status == Exit.DONE
    assert ran.json["states"][0]["standard"]["code"] == standard.code
    files = clusterfile.write_files(cluster)
    (name,) = [n for n in files if n.endswith(f"{standard.code}.yaml")]
    assert (tmp_path / "state" / f"{standard.code}.yaml").read_bytes() == files[name]
