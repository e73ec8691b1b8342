"""Contracts over an allocation: who teaches, and what lies outside of them; each thing told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.core.line import example
from tests.core.line.network.scenes import PLANT, SHOP, cluster, outcome

from remeslo.core.line.network.clauses import ContractReading, under_contracts
from remeslo.core.line.network.requests import allocation_problem
from remeslo.core.network.request import Grant
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import ContractClause, NetworkContract

SIGNED = NetworkContract(
    key="1", owner="a", partner="b", first=date(2026, 8, 31), last=date(2027, 6, 30), signed=date(2026, 8, 1)
)
CLAUSE = ContractClause(contract="1", programme=example.P, executor="a", elements=(SHOP,))
GRANTS = {
    "g1/УП.01/s1": Grant("shop", 1, 0),
    "g1/ПП.01/s1/p1": Grant("plant", 1, 0),
    "g1/ПП.01/s1/p2": Grant("plant", 2, 0),
    "g0/УП.01/s1": Grant("shop", 1, 1),
}


def read(*clauses: ContractClause, **contract: Any) -> ContractReading:
    made = replace(cluster(), contracts=(replace(SIGNED, **contract),), clauses=clauses)
    return under_contracts(made, allocation_problem(made, (outcome(),), 2026), Allocation(GRANTS))


def test_a_clause_says_who_teaches() -> None:
    found = read(CLAUSE)

    assert {k: (e.executor, e.contract) for k, e in found.executed.items()} == {
        "g1/УП.01/s1": ("a", "1"),
        "g1/ПП.01/s1/p1": ("works", None),
        "g1/ПП.01/s1/p2": ("works", None),
        "g0/УП.01/s1": ("a", None),
    }
    assert found.findings == ()


@pytest.mark.parametrize(
    ("contract", "clauses", "code"),
    [
        ({"signed": None}, (CLAUSE,), "network.no_contract"),
        ({"last": date(2026, 9, 20)}, (CLAUSE,), "network.no_contract"),
        ({}, (replace(CLAUSE, elements=(PLANT,)),), "network.not_in_contract"),
        ({}, (replace(CLAUSE, last=date(2026, 9, 20)),), "network.not_in_contract"),
        ({}, (replace(CLAUSE, hours=35),), "network.above_contract_hours"),
    ],
    ids=["unsigned", "ended", "other-element", "clause-ended", "hours"],
)
def test_what_no_contract_covers_is_told_once(
    contract: dict[str, Any], clauses: tuple[ContractClause, ...], code: str
) -> None:
    assert [f.code for f in read(*clauses, **contract).findings] == [code]


def test_a_clause_with_hours_enough_and_a_contract_without_clauses_are_silent() -> None:
    assert read(replace(CLAUSE, hours=36)).findings == ()
    assert read().findings == ()


def test_a_cluster_without_contracts_is_told_nothing() -> None:
    made = cluster()

    found = under_contracts(made, allocation_problem(made, (outcome(),), 2026), Allocation(GRANTS))

    assert found.findings == ()
    assert found.executed["g1/УП.01/s1"].executor == "b"
