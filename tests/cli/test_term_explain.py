"""`term explain` and `term replan` as a person would run them; wrong input is told, never a traceback."""

import pytest
from tests.cli.conftest import MINIMAL

from remeslo.core.curriculum.whatif.change import Aspect, Change
from remeslo.core.curriculum.whatif.spelling import parse, spell


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """The programme of the smallest example."""
    (found,) = (MINIMAL / "programmes").glob("*.yaml")
    return found


@pytest.mark.slow
def test_explain_gives_a_cause_set_and_a_price_list(remeslo, table):
    ran = remeslo("term", "explain", table, "--curve", "0", "--json", "--limit-s", "60")

    assert ran.status == 0, ran.out
    assert ran.json["cause_set"]["weeks"] == ran.json["bound"]
    assert ran.json["cause_set"]["irreducible"]
    assert all(m["needed"] and m["message"] for m in ran.json["cause_set"]["members"])
    prices = {p["change"]: p for p in ran.json["prices"]}
    assert not prices["week_max_hours=+1"]["lawful"]
    assert all(p["message"] and not p["message"].startswith("price.") for p in ran.json["prices"])


@pytest.mark.slow
def test_what_if_gives_the_new_term_and_says_who_decides(remeslo, table):
    ran = remeslo("term", "explain", table, "--what-if", "week_max_hours=40", "--json", "--limit-s", "30")

    told = ran.json["what_if"]
    assert ran.status == 0
    assert (told["changes"], told["decides"], told["lawful"]) == (["week_max_hours=40"], "law", False)
    assert told["weeks_saved"] == ran.json["weeks"] - told["weeks"] >= 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("week=37", "whatif.unknown"),
        ("week_max_hours=many", "whatif.not_a_number"),
        ("recognise:НЕТ", "whatif.unknown_element"),
        ("resource:W1=+1", "whatif.unknown_resource"),
        ("vacation:9=-1", "whatif.unknown_course"),
        ("link:A>B", "whatif.unknown_element"),
        ("week_max_hours=-99", "whatif.below_zero"),
    ],
)
def test_a_change_that_means_nothing_is_told_by_name(remeslo, table, change, code):
    ran = remeslo("term", "explain", table, "--what-if", change, "--json", "--limit-s", "5")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == [code]
    assert ran.json["findings"][0]["message"]


@pytest.mark.slow
def test_replan_continues_a_plan_and_refuses_facts_it_does_not_understand(remeslo, table, tmp_path):
    plan = tmp_path / "plan.json"
    solved = remeslo("term", "solve", table, "--no-causes", "--plan", plan, "--json", "--limit-s", "30")

    ran = remeslo("term", "replan", table, "--week", "5", "--from-plan", plan, "--json", "--limit-s", "30")
    wrong = remeslo("term", "replan", table, "--week", "5", "--from-plan", plan, "--closed", "W1", "--json")
    beyond = remeslo("term", "replan", table, "--week", "900", "--from-plan", plan, "--json")

    assert ran.status == 0, ran.out
    assert (ran.json["weeks"], ran.json["weeks_later"]) == (solved.json["weeks"], 0)
    assert ran.json["difference"]["hours_moved"] == 0
    assert (wrong.status, wrong.json["findings"][0]["code"]) == (2, "whatif.fact_not_understood")
    assert (beyond.status, beyond.json["findings"][0]["code"]) == (2, "whatif.week_unknown")


@pytest.mark.parametrize("aspect", [a for a in Aspect if a is not Aspect.RULE])
def test_a_change_is_read_back_as_it_was_spelt(aspect):
    for change in (Change(aspect, "К.1"), Change(aspect, "К.1", to=3), Change(aspect, "К.1", by=-2)):
        assert parse(spell(change)) == change
