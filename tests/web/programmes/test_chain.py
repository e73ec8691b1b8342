"""The chain of one thing, as columns and edges, for different readers."""

import pytest
from tests.web import factories

from remeslo.core.line.trace import ProgrammeTrace, TraceKind, build
from remeslo.core.line.walk import UnknownKey
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience
from remeslo.web.apps.programmes.tables.chain import MOST_DRAWN, Chain, chain

HOUR = "hour:mach-operator/МДК.01.01/w5"
GEARS = Audience(organisations=frozenset({factories.GEARS}))


@pytest.fixture(scope="module")
def graph() -> ProgrammeTrace:
    (found,) = build(factories.cluster(), factories.line_outcome())
    return found


def _codes(found: Chain) -> dict[str, list[str]]:
    return {c.kind.value: [n.node.key for n in c.nodes] for c in found.columns}


def test_chain_of_an_hour_leads_to_the_employers_in_the_order_of_columns(graph: ProgrammeTrace) -> None:
    found = chain(graph, HOUR, EVERYTHING)

    assert [c.kind for c in found.columns] == [
        TraceKind.EMPLOYER,
        TraceKind.REQUEST,
        TraceKind.FUNCTION,
        TraceKind.COMPETENCE,
        TraceKind.OUTCOME,
        TraceKind.ELEMENT,
        TraceKind.HOUR,
    ]
    assert _codes(found)["hour"] == [HOUR]
    assert [n.chosen for c in found.columns for n in c.nodes].count(True) == 1
    assert ("element:mach-operator/МДК.01.01") in _codes(found)["element"]


def test_chain_of_a_request_holds_its_hours_only(graph: ProgrammeTrace) -> None:
    found = chain(graph, "request:card-pipes/2", EVERYTHING)

    assert found.hours == 72  # the employers' practice, and nothing else
    assert {k.split("/")[1] for k in _codes(found)["hour"]} == {"УП.02"}


def test_each_edge_joins_drawn_things_of_different_columns(graph: ProgrammeTrace) -> None:
    for key in (HOUR, "employer:pipes", "element:mach-operator/ПП.01", "outcome:mach-operator/З 1.1.01"):
        found = chain(graph, key, EVERYTHING)
        place = {n.node.key: at for at, c in enumerate(found.columns) for n in c.drawn}
        assert all(place[low] > place[high] for low, high in found.edges), key
        assert len(set(found.edges)) == len(found.edges)
        joined = {key for edge in found.edges for key in edge}
        assert [n.node.key for c in found.columns for n in c.drawn if n.node.key not in joined] == []


def test_others_requests_are_one_anonymous_thing_that_edges_still_reach(graph: ProgrammeTrace) -> None:
    found = chain(graph, "function:" + factories.SETTING, GEARS)

    assert _codes(found)["employer"] == ["others:employer"]
    assert _codes(found)["request"] == ["others:request"]
    assert ("others:request", "others:employer") in found.edges
    assert ("function:" + factories.SETTING, "others:request") in found.edges
    assert "Трубный двор" not in repr(found)


@pytest.mark.parametrize("key", ("employer:pipes", "request:card-pipes/1", "employer:nobody", "hour:x/y/z", "", ":"))
def test_chain_of_what_is_not_there_or_not_for_this_reader_is_unknown(graph: ProgrammeTrace, key: str) -> None:
    with pytest.raises(UnknownKey):
        chain(graph, key, GEARS)


def test_long_columns_leave_the_rest_to_the_table(graph: ProgrammeTrace) -> None:
    found = chain(graph, "competence:mach-operator/ПК 1.1", EVERYTHING)
    hours = found.columns[-1]

    assert len(hours.drawn) <= MOST_DRAWN
    assert hours.more == len(hours.nodes) - len(hours.drawn)
    assert found.has_more == (hours.more > 0)
    assert found.is_tall
