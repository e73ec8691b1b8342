"""Rules of nodes in the fields of a form: read back the same, and rubbish is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.interchange.clusterfile.strategies import nodes

from remeslo.core.competence.structure.rules import StructureRule
from remeslo.web.apps.structure.forms import NodeFields, fields_of, rules_of, sent


def as_sent(fields: list[NodeFields]) -> dict[str, str]:
    data = {"nodes": str(len(fields))}
    for n, f in enumerate(fields):
        texts = ("key", "title", "below", "take_min", "take_max", "hours_min", "hours_max")
        data |= {f"{t}-{n}": getattr(f, t) for t in texts}
        data |= {f"own-{n}": "1"} if f.is_own else {}
        data |= {f"in_order-{n}": "on"} if f.in_order else {}
    return data


@given(nodes())
def test_rules_come_back_from_the_fields_they_were_put_into(rules: tuple[StructureRule, ...]) -> None:
    said = [r for r in rules if r.below or r.hours_min is not None or r.hours_max is not None]

    found, findings = rules_of(sent(as_sent([fields_of(r) for r in said])))

    assert findings == []
    assert [(r.key, r.below, r.take, r.hours_min, r.hours_max, r.in_order) for r in found] == [
        (r.key, r.below, r.take, r.hours_min, r.hours_max, r.in_order) for r in said
    ]


def test_what_says_nothing_or_is_taken_away_is_no_rule() -> None:
    fields = [NodeFields(key="ОП"), NodeFields(key="", is_own=True), NodeFields(key="a", below="b", removed=True)]

    assert rules_of(fields) == ((), [])


@pytest.mark.parametrize(
    ("fields", "code"),
    (
        ({"hours_min": "9", "hours_max": "8"}, "rule_refused"),
        ({"below": "ОП.01", "take_min": "2", "is_own": True}, "rule_refused"),
        ({"hours_min": "many"}, "not_a_number"),
        ({"hours_max": "99999999999999999999"}, "not_a_number"),
        ({"hours_max": "-1"}, "not_a_number"),
        ({"hours_max": "٣"}, "not_a_number"),
        ({"key": "", "hours_max": "5"}, "node_without_key"),
        ({"key": "a b", "hours_max": "5"}, "node_without_key"),
        ({"key": "a;b", "hours_max": "5"}, "node_without_key"),
        ({"below": " ; ;", "is_own": True}, "node_without_parts"),
    ),
)
def test_rubbish_is_named_with_its_node(fields: dict[str, str], code: str) -> None:
    rules, (finding,) = rules_of([NodeFields(**{"key": "ОП", **fields})])

    assert rules == ()
    assert (finding.code, finding.facts["node"]) == (f"structure.{code}", fields.get("key", "ОП"))


def test_a_node_that_stands_twice_is_named() -> None:
    twice = NodeFields(key="ОП", hours_max="5")

    assert [f.code for f in rules_of([twice, twice])[1]] == ["structure.rule_refused"]


@pytest.mark.parametrize("count", ("", "x", "-1", "1000000"))
def test_any_number_of_nodes_is_read_up_to_a_limit(count: str) -> None:
    assert len(sent({"nodes": count})) <= 200
