"""What became of a card's requirements."""

import pytest
from tests.web import factories

from remeslo.web.apps.demand.answers import answers_to_card

pytestmark = pytest.mark.django_db


def test_every_requirement_of_a_card_gets_the_answer_of_its_gap_line_and_a_trace_that_opens(
    cluster, planned, client, person
):
    reader = person("methodist", cluster=cluster)
    client.force_login(reader)
    expected = {
        (r.number, g.answer.value)
        for g in factories.model().gap
        for r in g.line.requests
        if r.card == factories.CARD_PIPES
    }

    answers = answers_to_card(cluster, factories.CARD_PIPES)

    assert expected and {(n, a.answer) for n, found in answers.items() for a in found} == expected
    assert all(client.get(a.url).status_code == 200 for found in answers.values() for a in found)


def test_without_a_plan_there_are_no_answers(cluster):
    assert answers_to_card(cluster, factories.CARD_PIPES) == {}


def test_the_answers_take_one_query_once_the_plans_are_in_memory(cluster, planned, django_assert_num_queries):
    answers_to_card(cluster, factories.CARD_PIPES)

    with django_assert_num_queries(1):
        answers_to_card(cluster, factories.CARD_PIPES)
