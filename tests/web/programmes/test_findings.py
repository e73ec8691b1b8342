"""Findings lead to their places: from a run's list with the programme in front, and within a programme without."""

import pytest
from django.utils.translation import override

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience
from remeslo.web.apps.programmes.tables.findings import Places

EDITION = "99.101@1н-2024-03-01"
PLACES = Places(
    cluster="c",
    programmes={"p": "Программа"},
    documents={"card-1": "demand_card", EDITION: "standard", "p": "outline"},
    elements={"p": frozenset({"МДК.01.01"})},
)
WITHIN = Places(
    cluster="c", within="p", programmes=PLACES.programmes, documents=PLACES.documents, elements=PLACES.elements
)


@pytest.mark.parametrize(
    ("where", "facts", "path"),
    (
        ("p: МДК.01.01", {}, "/c/c/programmes/p/elements/%D0%9C%D0%94%D0%9A.01.01/"),
        ("p: week 37", {}, "/c/c/programmes/p/weeks/"),
        ("p: ПК 1.2", {}, "/c/c/programmes/p/constructor/#c-ПК-1.2"),
        ("p: card card-1, requirement 3", {}, "/c/c/demand/card/card-1/"),
        ("p: somewhere else", {}, "/c/c/programmes/p/"),
        ("card card-1", {}, "/c/c/demand/card/card-1/"),
        ("card-1/2", {}, "/c/c/demand/card/card-1/"),
        ("", {"card": "card-1"}, "/c/c/demand/card/card-1/"),
        ("card nobody", {}, ""),
        ("", {}, ""),
        ("q: МДК.01.01", {}, ""),
    ),
)
def test_a_finding_of_a_run_leads_to_its_place(where: str, facts: dict[str, object], path: str) -> None:
    assert PLACES.url(Finding("term.x", where, facts)) == path


@pytest.mark.parametrize(
    ("where", "path"),
    (
        ("МДК.01.01", "/c/c/programmes/p/elements/%D0%9C%D0%94%D0%9A.01.01/"),
        ("ПК 1.2", "/c/c/programmes/p/constructor/#c-ПК-1.2"),
        ("p: ПК 1.2", "/c/c/programmes/p/constructor/#c-ПК-1.2"),
        ("somewhere else", ""),
    ),
)
def test_within_a_programme_places_need_no_key_in_front_and_lead_nowhere_rather_than_back(
    where: str, path: str
) -> None:
    assert WITHIN.url(Finding("term.x", where)) == path


def test_an_edition_of_a_standard_is_a_place() -> None:
    assert PLACES.url(Finding("standards.x", EDITION)).startswith("/c/c/standards/")


def test_lines_begin_with_the_gravest_and_their_places_are_in_words() -> None:
    found = (
        Finding("term.a", "p: week 3", {}, Severity.NOTE),
        Finding("term.b", "p: week 4", {}, Severity.STOPS_SAVING),
        Finding("term.c", "card card-1", {}, Severity.WARNING),
    )
    with override("ru"):
        lines = PLACES.lines(found)

    assert [line.severity for line in lines] == [Severity.STOPS_SAVING, Severity.WARNING, Severity.NOTE]
    assert [(line.programme, line.place) for line in lines][::2] == [
        ("Программа", "неделя 4"),
        ("Программа", "неделя 3"),
    ]


@pytest.mark.parametrize(
    ("code", "open_to_all"), (("term.x", True), ("norms.x", True), ("demand.x", False), ("gap.x", False))
)
def test_findings_that_may_quote_requests_are_for_those_who_read_them(code: str, open_to_all: bool) -> None:
    found = (Finding(code, ""),)

    assert EVERYTHING.readable(found) == found
    assert Audience().readable(found) == (found if open_to_all else ())
