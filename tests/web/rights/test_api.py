"""The table of the interface's operations: what owner, partner and stranger get, and what they may read of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.web.rights.asking import Program, call, method_of, program, token
from tests.web.rights.world import SECRETS, World, person

from remeslo.web.api.enums import Scope
from remeslo.web.api.urls import OPERATIONS

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("api.csv")
NAMES = [p.name for p in OPERATIONS]
METHODS = {p.name: method_of(p) for p in OPERATIONS}


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["operation"]: row for row in csv.DictReader(file)}


ROWS = rows()


def read_marks(answer: Any) -> set[str]:
    """Secrets that an answer shows."""
    text = answer.content.decode("utf-8", "replace")
    return {name for name, mark in SECRETS.items() if mark in text}


def test_table_has_a_row_for_every_operation_and_no_other() -> None:
    assert sorted(ROWS) == sorted(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_owner_partner_and_stranger_get_what_the_table_says(world: World, name: str) -> None:
    row = ROWS[name]
    got = {}
    for who in ("owner", "partner"):
        answer = call(world, program(world, row[who]), name, METHODS[name])
        got[who] = (answer.status_code, read_marks(answer))
    answer = call(world, program(world, "stranger"), name, METHODS[name])
    got["stranger"] = (answer.status_code, read_marks(answer))

    assert got["partner"] == (int(row["partner_gets"]), set(row["partner_reads"].split()))
    assert got["stranger"] == (int(row["stranger_gets"]), set())
    assert got["owner"] == (int(row["owner_gets"]), set(row["owner_reads"].split()))


@pytest.mark.parametrize("name", NAMES)
def test_no_token_a_foreign_session_and_a_token_without_the_scope_get_nothing(world: World, name: str) -> None:
    user = person(world, ROWS[name]["owner"])
    scope = scope_of(name)
    session = Program(None)
    session.client.force_login(user)
    others = [s for s in Scope.values if s != scope]
    answers = {
        "nobody": call(world, Program(None), name, METHODS[name]),
        "session": call(world, session, name, METHODS[name]),
        "rubbish": call(world, Program("rmsl_00000000_" + "x" * 43), name, METHODS[name]),
        "narrow": call(world, Program(token(user, *others)), name, METHODS[name]),
    }

    expected = {"nobody": 401, "session": 401, "rubbish": 401, "narrow": 403 if scope else 200}
    assert {n: a.status_code for n, a in answers.items()} == expected
    assert all(not read_marks(a) for a in answers.values())


def scope_of(name: str) -> str | None:
    from remeslo.web.api.api import API

    for router in API._get_bound_routers():
        for view in router.path_operations.values():
            for one in view.operations:
                if one.operation_id == name:
                    return one.openapi_extra["x-scope"]
    raise AssertionError(name)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if "<cluster>" in str(next(p for p in OPERATIONS if p.name == n).pattern)]
)
def test_token_of_another_cluster_reaches_nothing_here(world: World, name: str) -> None:
    user = person(world, "administrator")
    narrow = Program(token(user, cluster=world.other))

    assert call(world, narrow, name, METHODS[name]).status_code == 404
