"""`fund simulate` as a person would run it: facts of a file, a cluster folder, and what it refuses."""

import json

import pytest
from tests.core.results.samples import scene

from remeslo.core.results.invented import invent
from remeslo.interchange import factfile

DAY = "2026-08-31"


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    file = tmp_path_factory.mktemp("facts") / "facts.json"
    file.write_bytes(factfile.write(invent(scene(), seed=1)))
    return file


def simulate(remeslo, source, *args, rules="ru-cluster-pilot"):
    return remeslo("fund", "simulate", source, "--rules", rules, *args)


def test_simulate_on_a_file_tells_who_loses_first(remeslo, facts):
    ran = simulate(remeslo, facts, "--against", "ru-percapita", "--on", DAY, "--json")

    assert ran.status == 0
    assert ran.json["invented"] is False
    changes = ran.json["changes"]
    assert {c["payee"] for c in changes} == {"a", "b"}
    assert float(changes[0]["change"]) <= float(changes[1]["change"]) < 0
    assert all(float(c["after"]) - float(c["before"]) == pytest.approx(float(c["change"])) for c in changes)


def test_simulate_on_a_file_sets_plans_beside_figures(remeslo, facts):
    ran = simulate(remeslo, facts, "--on", DAY, "--json")

    targets = {t["indicator"]: t for t in ran.json["targets"]}
    assert "K12" in targets and "chances" not in ran.json
    assert [y["year"] for y in targets["K12"]["years"]] == sorted(y["year"] for y in targets["K12"]["years"])
    told = simulate(remeslo, facts, "--on", DAY).out
    assert "план → факт" in told and "K12" in told


def test_simulate_on_a_folder_tells_how_many_cohorts_reach_each_plan(remeslo, root):
    ran = simulate(remeslo, root / "examples/minimal", "--draws", "2", "--json")

    if ran.status == 2:
        pytest.skip("the smallest example has no employer to invent facts about")
    assert ran.json["chances"]
    for chance in ran.json["chances"]:
        reached = sum(float(r) >= float(chance["plan"]) for r in chance["results"]) / 2
        assert float(chance["reached"]) == reached
        assert chance["asks_nothing"] is (reached >= 0.95)


def test_simulate_on_a_folder_draws_cohorts_and_says_that_they_are_invented(remeslo, root):
    ran = simulate(remeslo, root / "examples/minimal", "--draws", "1")

    if ran.status == 2:
        pytest.skip("the smallest example has no employer to invent facts about")
    assert "вымышлен" in ran.out or "invented" in ran.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "--on"),
        (("--on", DAY, "--draws", "0"), "--draws"),
        (("--on", DAY, "--draws", "100000"), "--draws"),
        (("--on", DAY, "--against", "no-such-pack"), "no-such-pack"),
    ],
)
def test_simulate_refuses_what_it_cannot_do_with_status_2(remeslo, facts, args, said):
    ran = simulate(remeslo, facts, *args)

    assert ran.status == 2
    assert said in ran.err + ran.out


@pytest.mark.parametrize("text", ["", "{", "[]", '{"facts": 3}', json.dumps({"facts": [{"kind": "admission"}]})])
def test_simulate_of_rubbish_is_status_2_without_a_trace(remeslo, tmp_path, text):
    file = tmp_path / "rubbish.json"
    file.write_text(text, encoding="utf-8")

    ran = simulate(remeslo, file, "--on", DAY)

    assert ran.status == 2
    assert "Traceback" not in ran.err
