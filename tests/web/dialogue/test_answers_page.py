"""The employer's answer page against the plan it speaks of."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
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


@pytest.fixture
def plan(cluster):
    """Keeps a plan that was made so many days from now with these versions of cards at hand."""
    from remeslo.core.line.outcome import ProgrammeOutcome
    from remeslo.web.apps.programmes.models import PlanInput
    from remeslo.web.apps.programmes.services.results import keep_outcome

    def make(after: int, **numbers: int) -> None:
        at = timezone.now() + timedelta(days=after)
        docs = [{"kind": "demand_card", "key": f"card-{k}", "number": n} for k, n in numbers.items()]
        given = PlanInput(cluster=cluster, sha256=f"{after:064}", body=b"", documents=docs, made_at=at)
        given.save()
        outcome = ProgrammeOutcome(key=f"p{after}", design=None, problem=None, result=None)
        keep_outcome(cluster, outcome, given, by=None, at=at, position=after)

    return make


def test_a_request_is_answered_by_the_first_plan_that_was_made_with_its_version_at_hand(cluster, plan):
    from remeslo.core.dialogue.punctuality import punctuality
    from remeslo.web.apps.dialogue.answering import answered

    day = timezone.localdate()
    plan(5, valves=0)  # a version before the one in force
    plan(10, turbines=1)
    plan(20, turbines=1)
    found = answered(cluster, on=day)
    told = punctuality(found.requests(found.published), on=day + timedelta(days=31))

    assert found.first == {"card-turbines": day + timedelta(days=10)}
    assert (told.on_time, told.late, told.overdue, told.waiting) == (1, 0, 1, 0)


def test_the_share_on_time_is_of_the_requests_that_the_reader_sees(client, cluster, turbines, manager):
    def waiting(user: Any) -> tuple[int, bool]:
        client.force_login(user)
        page = client.get("/c/small/dialogue/answers/", headers={"accept-language": "en"})
        return page.context["punctual"].waiting, "Answered within 30 days" in page.text

    assert (waiting(turbines), waiting(manager)) == ((1, True), (2, True))


def test_answers_take_a_fixed_number_of_queries(client, cluster, manager, django_assert_num_queries):
    client.force_login(manager)
    client.get("/c/small/dialogue/answers/")

    with django_assert_num_queries(9):
        client.get("/c/small/dialogue/answers/")
    with django_assert_num_queries(10):
        client.get("/c/small/dialogue/answers/card-turbines/")
