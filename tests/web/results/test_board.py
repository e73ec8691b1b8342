"""Indicators: SUM over SUM, small groups hidden from who may not see single facts, opened down to the facts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.results.services.recording import Said, record_fact

pytestmark = pytest.mark.django_db
YEAR = {"year": "2025"}


def url(name, **parts):
    return reverse(f"results:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def graduates(cluster, house):
    """Twenty of the base college, two of the network college; a target of a half for completion."""

    def say(kind, subject, on, by, /, **values):
        record_fact(
            cluster,
            Said(kind=kind, subject=subject, on=on, values=values),
            speaker=house(by),
            other=None,
            college=house(by),
            by=None,
            at=datetime.now(UTC),
        )

    for n in range(22):
        college = "base" if n < 20 else "net"
        common = {"project": True, "programme_project": True, "planned_end": date(2025, 6, 30), "cluster": "small"}
        say("admission", f"L-{n}", date(2023, 9, 1), college, programme="welder", college=college, **common)
        if n % 4:
            say("graduation", f"L-{n}", date(2025, 6, 30), college, programme="welder")
    say("target", "K12", date(2025, 1, 1), "base", plan=Decimal("0.5"), year=2025, cluster="small")


def shown(page, key):
    return next(s for s in page.context["shown"] if s.indicator.key == key)


def test_the_board_gives_sum_over_sum_and_tells_a_target_that_was_too_low(graduates, signed_in, cluster):
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    page = manager.get(url("board"), YEAR)

    k12 = shown(page, "K12")
    assert (k12.figure.above, k12.figure.below) == (16, 22)
    assert k12.too_low and "Targets set too low" in page.text


def test_a_small_college_is_hidden_from_the_ministry_and_so_is_what_would_give_it_away(graduates, signed_in, cluster):
    ministry = signed_in(Role.MINISTRY_OFFICIAL, cluster=cluster)
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    rows = {s.place: s for s in ministry.get(url("indicator", key="K12"), YEAR).context["rows"]}
    whole = ministry.get(url("indicator", key="K12"), YEAR).context["whole"]

    assert rows[("net",)].hidden and rows[("net",)].value is None
    assert rows[("base",)].hidden or whole.hidden  # else the difference is the small college
    seen = manager.get(url("indicator", key="K12"), YEAR).context["rows"]
    assert not any(s.hidden for s in seen)


def test_a_hidden_figure_is_nowhere_on_the_page(graduates, signed_in, cluster):
    ministry = signed_in(Role.MINISTRY_OFFICIAL, cluster=cluster)

    page = ministry.get(url("indicator", key="K12"), {**YEAR, "college": "net"})

    assert page.context["whole"].hidden and page.context["page"] is None
    assert "1 ÷ 2" not in page.text and "50.0" not in page.text


def test_a_figure_opens_to_the_facts_the_reader_may_see(graduates, signed_in, cluster):
    own = signed_in(Role.METHODIST, cluster=cluster, organisation="net")
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    mine = own.get(url("indicator", key="K12"), YEAR).context
    all_of_them = manager.get(url("indicator", key="K12"), YEAR).context

    assert {line.fact.subject for line in mine["page"]} == {"L-20", "L-21"}
    assert all_of_them["page"].paginator.count > mine["page"].paginator.count and all_of_them["others"] == 0


def test_an_unknown_indicator_is_not_found(graduates, signed_in, cluster):
    assert signed_in(Role.CLUSTER_MANAGER, cluster=cluster).get(url("indicator", key="K99")).status_code == 404


def test_without_facts_the_board_says_so(signed_in, cluster):
    page = signed_in(Role.MINISTRY_OFFICIAL, cluster=cluster).get(url("board"))

    assert page.status_code == 200 and "nothing to count" in page.text
