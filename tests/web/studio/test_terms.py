"""The shortest term in the background: only the newest change counts, an answer is remembered by what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.studio.sitting import fresh, rule

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "title:ПК 1.1"
PROVEN = {"state": "proven", "weeks": 40, "bound": 40, "causes": [], "findings": []}


def work(solver: Callable[..., Any]) -> int:
    from remeslo.web.apps.common.worker import work_off
    from remeslo.web.apps.studio.crew import crew

    return work_off([crew(lambda: solver)])


def answering(told: list[Any], body: Any = PROVEN) -> Callable[..., Any]:
    def solver(problem: Any, limit_s: float, *_: Any) -> Any:
        told.append(limit_s)
        if isinstance(body, Exception):
            raise body
        return body

    return solver


def term(table: Any) -> Any:
    from remeslo.web.apps.studio.shown import term_of

    return term_of(fresh(table))


def retitle(table: Any, user: Any, number: int) -> None:
    rule(table, user, TITLE, {"title": f"Сварка {number}"}, seen=number - 1)


def test_only_the_newest_change_is_answered(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.models import TermQuestion

    told: list[Any] = []
    for n in (1, 2, 3):
        retitle(table, methodist, n)
    assert term(table).is_computing and term(table).number == 3
    assert work(answering(told)) == 1

    assert told == [20]
    assert TermQuestion.objects.count() == 1
    found = term(table)
    assert (found.state, found.number, found.weeks, found.bound) == ("proven", 3, 40, 40)


def test_a_change_made_while_the_solver_thinks_stops_it_and_is_answered_instead(
    table: Any, methodist: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from remeslo.web.apps.common.services import keeper
    from remeslo.web.apps.studio.models import TermQuestion

    monkeypatch.setattr(keeper, "TICK_S", 0.02)
    asked = []

    def solver(_problem: Any, _limit: float, _progress: Any, cancelled: Callable[[], bool]) -> Any:
        asked.append(1)
        if len(asked) == 1:
            rule(table, methodist, "hours:МДК.01.01", {"hours": 100})
            waiting = threading.Event()
            while not cancelled():
                waiting.wait(0.01)
            return None
        return PROVEN

    work(solver)
    assert [q.state for q in TermQuestion.objects.order_by("id")] == ["cancelled", "done"]
    assert (term(table).state, term(table).number) == ("proven", 1)


def test_an_answer_is_remembered_by_the_content_of_the_problem(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.models import TermAnswer

    told: list[Any] = []
    work(answering(told))
    for n in (1, 2):  # a title moves no hour
        retitle(table, methodist, n)
        work(answering(told))

    assert len(told) == 1 and TermAnswer.objects.count() == 1
    assert (term(table).state, term(table).number) == ("proven", 2)


def test_an_answer_that_more_time_could_better_is_sought_again_only_with_more_time(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.models import TermQuestion

    told: list[Any] = []
    upper = {**PROVEN, "state": "upper", "bound": 30}
    work(answering(told, upper))
    retitle(table, methodist, 1)
    work(answering(told, upper))
    retitle(table, methodist, 2)
    TermQuestion.objects.filter(state="queued").update(limit_s=60)
    work(answering(told))

    assert told == [20, 60]
    assert term(table).state == "proven"


def test_a_solver_that_breaks_down_is_told_and_nothing_else_breaks(table: Any, methodist: Any) -> None:
    told: list[Any] = []
    work(answering(told, RuntimeError("x")))
    assert term(table).state == "failed"

    retitle(table, methodist, 1)
    work(answering(told))
    assert term(table).state == "proven"


def test_the_core_s_own_solver_gives_a_term_with_its_bound(table: Any) -> None:
    from remeslo.web.apps.studio.solving import shortest_term

    work(shortest_term)
    found = term(table)

    assert found.state in ("proven", "upper", "impossible")
    assert (found.state == "impossible") == (found.weeks is None)
    assert found.weeks is None or 0 < found.bound <= found.weeks
