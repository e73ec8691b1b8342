"""The trace, checked against a cluster that is traced by hand."""

import pytest
from tests.core.line import example

from remeslo.core.line.trace import TraceKind, build
from remeslo.core.line.walk import UnknownKey, back, forward


@pytest.fixture
def graphs():
    return build(example.cluster(), example.outcome())


def keys(steps, kind):
    return [s.node.key for s in steps if s.node.kind is kind]


def test_an_hour_of_practice_leads_back_to_both_employers(graphs):
    steps = back(graphs, "hour:turner/УП.01/w3/17")

    assert [s.node.kind for s in steps] == [
        TraceKind.HOUR,
        TraceKind.ELEMENT,
        TraceKind.OUTCOME,
        TraceKind.FUNCTION,
        TraceKind.COMPETENCE,
        TraceKind.REQUEST,
        TraceKind.REQUEST,
        TraceKind.EMPLOYER,
        TraceKind.EMPLOYER,
    ]
    assert keys(steps, TraceKind.EMPLOYER) == ["employer:plant", "employer:mill"]
    assert keys(steps, TraceKind.FUNCTION) == [f"function:{example.FUNCTION}"]


def test_an_hour_of_theory_leads_only_to_the_outcome_it_teaches(graphs):
    first, last = back(graphs, "hour:turner/МДК.01.01/w1/1"), back(graphs, "hour:turner/МДК.01.01/w2/4")

    assert keys(first, TraceKind.OUTCOME) == ["outcome:turner/З 1.1.01"]
    assert keys(last, TraceKind.OUTCOME) == ["outcome:turner/У 2.1.01"]
    assert keys(last, TraceKind.REQUEST) == ["request:card-mill/2"]
    assert keys(last, TraceKind.EMPLOYER) == ["employer:mill"]


def test_an_outcome_only_the_state_asks_for_leads_through_its_competence(graphs):
    steps = back(graphs, "outcome:turner/З 1.1.01")

    assert "state:15.01.00" in keys(steps, TraceKind.STATE)
    assert keys(steps, TraceKind.EMPLOYER) == ["employer:plant", "employer:mill"]


def test_an_employer_leads_forward_to_the_hours_of_its_outcomes_alone(graphs):
    plant, mill = forward(graphs, "employer:plant"), forward(graphs, "employer:mill")

    assert keys(plant, TraceKind.OUTCOME) == ["outcome:turner/Н 1.1.01", "outcome:turner/З 1.1.01"]
    hours = {s.node.key: s.node.hours for s in mill if s.node.kind is TraceKind.HOUR}
    assert hours == {"hour:turner/МДК.01.01/w1": 4, "hour:turner/МДК.01.01/w2": 4, "hour:turner/УП.01/w3": 36}


def test_an_own_wording_leads_forward_to_half_of_the_element(graphs):
    steps = forward(graphs, "request:card-mill/2")

    assert [(s.node.key, s.node.hours) for s in steps if s.node.kind is TraceKind.HOUR] == [
        ("hour:turner/МДК.01.01/w2", 4)
    ]


def test_every_hour_found_forward_leads_back_to_its_start(graphs):
    for graph in graphs:
        for key, node in graph.nodes.items():
            if node.kind not in (TraceKind.REQUEST, TraceKind.EMPLOYER):
                continue
            for step in forward(graphs, key):
                if step.node.kind is TraceKind.HOUR:
                    assert key in [s.node.key for s in back(graphs, step.node.key)]


@pytest.mark.parametrize(
    "key",
    [
        "element:turner/МДК.99",
        "hour:turner/МДК.01.01/w3",
        "hour:turner/МДК.01.01/w1/5",
        "hour:turner/МДК.01.01/w0/1",
        "hour:other/МДК.01.01/w1/1",
        "hour:turner/МДК.01.01/wx/1",
        "hour:turner/",
        "rubbish",
        "",
    ],
)
def test_a_key_that_does_not_exist_is_told(graphs, key):
    with pytest.raises(UnknownKey):
        back(graphs, key)
