"""The price list on its page: what saves weeks, what is proven not to, what is not known, and the steps of several."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web import factories
from tests.web.trials.asking import answering, url, work

from remeslo.core.curriculum.prices.price import Price, Proof, Step
from remeslo.core.curriculum.whatif.change import Decider
from remeslo.core.curriculum.whatif.spelling import parse
from remeslo.interchange.values import to_json

pytestmark = pytest.mark.usefixtures("planned")
LAW, COLLEGE, LEARNER = Decider.LAW, Decider.COLLEGE, Decider.LEARNER


def step(
    change: str, units: int, saved: int | None, proof: Proof = Proof.SOLVED, decides: Decider = COLLEGE, base: int = 22
) -> Step:
    weeks = None if saved is None else base - saved
    return Step(parse(change), units, weeks, base - (saved or 0), saved, proof, proof.is_proven, decides)


def price(*steps: Step, whole: bool = False, **facts: object) -> Price:
    return Price(steps, facts, whole)


def page_of(methodist: Client, *prices: Price) -> str:
    methodist.post(url("prices"))
    work(answering({"prices": [to_json(p) for p in prices], "causes": None}))
    return methodist.get(url("prices")).content.decode()


def rows(page: str, table: str) -> str:
    """A table of the page; empty when it is not there."""
    return page.partition(f'id="{table}"')[2].partition("</table>")[0]


WEEK = price(
    step("week_max_hours=+1", 1, 3, decides=LAW),
    step("week_max_hours=+4", 4, 5, Proof.FOUND, decides=LAW),
    **{"from": 36},
)
MODULE = price(step("recognise:ПМ.01", 1, 2, decides=LEARNER), whole=True, hours=216, elements=3)
LINK = price(step("link:ОП.01>УП.01", 1, 0, Proof.CAUSES), whole=True, element="УП.01", before="ОП.01")
PACE = price(step("pace:ОП.01=+2", 1, 0, Proof.BOUND), step("pace:ОП.01=+8", 4, 0, Proof.BOUND), title="Основы")
PLACE = price(step("resource:W1=+1", 1, None, Proof.UNKNOWN), title="Мастерская")
FOUND = price(step("window:ПП.01=+1", 1, 0, Proof.FOUND, Decider.EMPLOYER), title="Практика")


def test_lines_that_save_weeks_come_first_with_chart_and_table(methodist: Client) -> None:
    page = page_of(methodist, WEEK, MODULE, LINK)
    table = rows(page, "prices")

    assert table.index("week_max_hours") < table.index("recognise:ПМ.01")
    assert page.count('class="price-bar is-law"') == 2  # one bar and its key
    assert "2 of 3 save weeks" in page
    assert "proven by solving again" in table and "the norms do not allow it" in table


def test_what_the_norms_forbid_is_looked_at_as_information_only(methodist: Client) -> None:
    assert "See, as information" in rows(page_of(methodist, WEEK), "prices")


def test_what_does_not_help_is_listed_with_its_proof(methodist: Client) -> None:
    page = page_of(methodist, MODULE, LINK, PACE)
    table = rows(page, "prices-zero")

    assert "ОП.01" in table and "proven by the causes" in table and "whatever the number" in table
    assert "proven by a bound" in table and "up to +8" in table
    assert rows(page, "prices").count("<tr>") == 2  # its head and the module
    assert not rows(page, "prices-unknown")


def test_what_is_not_known_gives_no_number_and_is_not_said_to_be_useless(methodist: Client) -> None:
    page = page_of(methodist, PLACE, FOUND)
    table = rows(page, "prices-unknown")

    assert "Мастерская" in table and "not found out in time" in table and "—" in table
    assert "only found, not proven" in table and "≥\u00a00" in table
    assert not rows(page, "prices-zero")
    assert "Nothing on this list is known to save a week by itself." in page


def test_several_units_are_steps_in_a_picture_and_in_words(methodist: Client) -> None:
    table = rows(page_of(methodist, WEEK), "prices")

    assert 'class="price-step"' in table and 'class="price-point is-law"' in table
    assert "+4: <strong>≥\u00a05</strong>" in table
    assert "style=" not in table


def test_the_page_is_whole_in_russian(methodist: Client) -> None:
    methodist.post("/language/", {"language": "ru", "next": "/"})
    page = page_of(methodist, WEEK, LINK, PLACE)

    assert "Что не поможет" in page and "Что неизвестно" in page
    assert "доказано набором причин" in rows(page, "prices-zero")
    assert "Норма: предел часов в неделю" in rows(page, "prices")


def test_an_answer_of_an_older_shape_is_not_shown_as_a_price_list(methodist: Client) -> None:
    methodist.post(url("prices"))
    work(answering({"prices": [{"change": "week_max_hours=+1", "weeks": 20, "weeks_saved": 2}]}))

    assert "The answer no longer fits this plan" in methodist.get(url("prices")).content.decode()


def real_list(told: list[Any], *, cancelled: bool = False) -> dict[str, Any]:
    """The core's own answer, worked out here: a heartbeat beside it could not write in a test's transaction."""
    from remeslo.web.apps.trials.answers import answer_prices
    from remeslo.web.apps.trials.models import Trial

    return answer_prices(Trial(limit_s=30), factories.outcome(), told.append, lambda: cancelled)


def test_the_real_list_prices_a_module_and_proves_what_does_not_help(methodist: Client) -> None:
    told: list[Any] = []
    made = real_list(told)
    methodist.post(url("prices"))
    work(answering(made))
    page = methodist.get(url("prices")).content.decode()

    assert "recognise:ПМ.01" in rows(page, "prices")
    assert "proven by the causes" in rows(page, "prices-zero")
    assert [t.done for t in told] == sorted(t.done for t in told)
    assert told[-1].done == told[-1].of - 1 == len(made["prices"])


def test_a_cancelled_list_asks_nothing_more() -> None:
    assert real_list([], cancelled=True)["prices"] == []


def test_a_unit_without_a_slider_is_told_in_the_words_of_its_change(methodist: Client) -> None:
    from remeslo.web.apps.trials.answered import asked_of

    problem = factories.outcome().problem
    assert problem is not None
    told = list(asked_of(problem, ("link:ОП.01>УП.01", "week_max_hours=+1", "final_attestation_last")))

    assert [t.after for t in told] == ["37 h", "", "given up"]
    assert "ОП.01" in told[1].title and told[2].title


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 5)), min_size=1, max_size=6))
def test_a_curve_never_falls_and_stays_in_its_frame(gains: list[tuple[int, int]]) -> None:
    from remeslo.web.apps.trials.curve import HEIGHT, WIDTH, curve_of

    units = saved = 0
    steps = []
    for more, gain in gains:
        units, saved = units + more, saved + gain
        steps.append(step(f"week_max_hours=+{units}", units, saved))
    curve = curve_of(steps)

    assert (curve is None) == (len(steps) < 2 or saved == 0)
    if curve is not None:
        places = [(p.x, p.y) for p in curve.points]
        assert [x for x, _ in places] == sorted(x for x, _ in places)
        assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
        assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)
