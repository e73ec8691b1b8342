"""The catalogue of work functions, and pages of standards."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date

import pytest
from tests.web.conftest import WELDING
from tests.web.frameworks.test_uploading import NEWER

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.frameworks.catalogue import Catalogue
from remeslo.web.apps.frameworks.matching import match_index

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("reference", "edition"),
    [
        ("99.002/A/01.2", NEWER.edition),
        (f"{WELDING.edition}/A/01.2", WELDING.edition),
        ("99.002/А/01.2", NEWER.edition),
    ],
)
def test_a_reference_means_the_edition_in_force_unless_it_names_one(reference, edition):
    found = Catalogue((WELDING, NEWER), DAY).find(reference)

    assert found.standard.edition == edition and found.function.code == "A/01.2"


@pytest.mark.parametrize("reference", ["99.002/A/09.2", "98.001/A/01.2", "", "99.002", "/", "x/y/z"])
def test_an_unknown_reference_is_not_found(reference):
    assert Catalogue((WELDING, NEWER), DAY).find(reference) is None


def test_an_edition_approved_after_the_day_is_not_in_force_yet():
    later = replace(NEWER, approved=date(2027, 1, 1))

    assert Catalogue((WELDING, later), DAY).in_force["99.002"] == WELDING


def test_a_statement_gives_the_short_reference_only_where_it_means_the_same():
    known = Catalogue((WELDING, NEWER), DAY)

    assert known.of_statement(f"{NEWER.edition}:A/01.2").reference == "99.002/A/01.2"
    assert known.of_statement(f"{WELDING.edition}:A/01.2").reference == f"{WELDING.edition}/A/01.2"


def test_the_index_is_made_once_for_the_same_standards(monkeypatch):
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching.load", lambda: None)

    assert match_index(Catalogue((WELDING,), DAY)) is match_index(Catalogue((WELDING,), DAY))
    assert match_index(Catalogue((NEWER,), DAY)) is not match_index(Catalogue((WELDING,), DAY))


def test_the_index_lies_in_the_data_folder_for_the_next_process(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching.load", lambda: None)
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching._indices", OrderedDict())
    settings.MATCHING_FOLDER = tmp_path / "matching"
    made = match_index(Catalogue((WELDING,), DAY))
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching._indices", OrderedDict())

    opened = match_index(Catalogue((WELDING,), DAY))

    assert len(list(settings.MATCHING_FOLDER.iterdir())) == 1
    assert opened is not made
    assert opened.match("сварка труб") == made.match("сварка труб")


@pytest.mark.django_db
def test_two_editions_are_compared_on_a_page(signed_in, cluster):
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import standard_content

    save_version(cluster, standard_content(NEWER), by=None, publish=True)
    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    page = client.get(f"/c/small/standards/edition/{NEWER.edition}/compare/", {"with": WELDING.edition})

    assert "<ins>Зачистка шва</ins>" in page.text
    assert client.get(f"/c/small/standards/edition/{NEWER.edition}/compare/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "found"), [("КОНТРОЛЬ СВАРНОГО", 1), ("99.002", 1), ("электрик", 0)])
def test_standards_are_found_by_code_title_and_function(signed_in, cluster, text, found):
    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    assert len(client.get("/c/small/standards/", {"q": text}).context["rows"]) == found
