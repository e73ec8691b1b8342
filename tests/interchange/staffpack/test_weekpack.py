"""The pack of rules of the week: shipped sound, every value with a source, none passed off as checked."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from remeslo.core.line.weekly.rules import DAILY_TRAVEL, WEEK_RULES, rules_on, travel_rules
from remeslo.core.staffing.norms import NoStaffNormInForce
from remeslo.interchange.staffpack import USUAL_WEEK, WEEK, read, week_packs

TEXT = (resources.files("remeslo") / "packs" / "weekly" / f"{USUAL_WEEK}.toml").read_text(encoding="utf-8")


def test_the_shipped_pack_has_every_rule_with_a_source_and_marks_all_as_not_verified():
    pack = week_packs()[USUAL_WEEK]

    assert set(pack.norms) == set(WEEK_RULES)
    values = [v for norm in pack.norms.values() for v in norm.values]
    assert all(v.source and not v.verified for v in values)
    assert rules_on(pack, date(2026, 9, 1))["day_pairs_max"] == 4
    assert not travel_rules(pack, date(2026, 9, 1)).verified


def test_a_day_before_the_first_value_has_no_rules():
    with pytest.raises(NoStaffNormInForce):
        rules_on(week_packs()[USUAL_WEEK], date(2020, 9, 1))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('amount = "4"', 'amount = "0"', "staffpack.amount"),
        (f"norm.{DAILY_TRAVEL}", "norm.daily_walk", "staffpack.norm_missing"),
    ],
    ids=["zero-pairs", "missing"],
)
def test_a_bad_pack_is_told(old, new, code):
    pack, findings = read(TEXT.replace(old, new).encode(), name="p", kind=WEEK)

    assert pack is None
    assert code in {f.code for f in findings}
