"""The employer's answer page against the plan it speaks of."""

from typing import Any

import pytest
from tests.web.dialogue.conftest import NOW

pytestmark = pytest.mark.django_db


def test_cards_that_no_plan_has_seen_wait_for_one(client, cluster, turbines, manager):
    from remeslo.core.line.answers import AnswerState
    from remeslo.web.apps.dialogue.answering import answered

    found = answered(cluster, on=NOW.date())

    assert {a.state for a in found.sheet.answers} == {AnswerState.NOT_PLANNED}
    assert found.owners == {"card-turbines": "turbines", "card-valves": "valves"}


def test_employer_sees_own_requests_and_the_manager_all(client, cluster, turbines, manager, valves):
    def cards(user: Any) -> list[str]:
        client.force_login(user)
        lines = client.get("/c/small/dialogue/answers/").context["lines"]
        return [x["a"].card for x in lines]

    assert cards(turbines) == ["card-turbines"]
    assert cards(valves) == ["card-valves"]
    assert cards(manager) == ["card-turbines", "card-valves"]


def test_answers_take_a_fixed_number_of_queries(client, cluster, manager, django_assert_num_queries):
    client.force_login(manager)
    client.get("/c/small/dialogue/answers/")

    with django_assert_num_queries(8):
        client.get("/c/small/dialogue/answers/")
    with django_assert_num_queries(9):
        client.get("/c/small/dialogue/answers/card-turbines/")
