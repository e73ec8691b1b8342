"""`remeslo standard review`: every link that a new edition touches, in words, as JSON and as a workbook."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.core.competence.revision.made import renumbered

from remeslo.interchange import profstandart

MINIMAL = Path(__file__).resolve().parents[2] / "examples" / "minimal"
OLD = MINIMAL / "standards" / "40.990.xml"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's standard under other numbers."""
    (standard,) = profstandart.read_files([OLD]).standards
    path = tmp_path_factory.mktemp("edition") / "new.xml"
    path.write_bytes(profstandart.write([renumbered(standard)]))
    return path


def review(remeslo, new: Path, *more: object):  # type: ignore[no-untyped-def]
    return remeslo(
        "standard", "review", MINIMAL, "--programme", "fitter", "--old", OLD, "--new", new, "--lexical", *more
    )


def test_review_names_every_link_once_as_json_and_in_a_workbook(remeslo, new: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = review(remeslo, new, "--json", "--xlsx", tmp_path / "list.xlsx")

    assert ran.status == 0
    keys = [link["key"] for link in ran.json["links"]]
    assert len(keys) == len(set(keys)) > 5
    assert {link["suggestion"] for link in ran.json["links"]} == {"carry"}
    assert all(link["old"] == link["new"][0]["text"] for link in ran.json["links"] if link["statement"])
    sheet = load_workbook(BytesIO((tmp_path / "list.xlsx").read_bytes())).active
    assert sheet.max_row == len(keys) + 1


def test_review_in_words_shows_old_and_new(remeslo, new: Path) -> None:  # type: ignore[no-untyped-def]
    ran = review(remeslo, new, "--lang", "en")

    assert ran.status == 0
    assert "moved" in ran.out
    assert "carry over" in ran.out


def test_review_of_the_same_edition_is_empty(remeslo) -> None:  # type: ignore[no-untyped-def]
    ran = review(remeslo, OLD, "--json")

    assert ran.status == 0
    assert ran.json["links"] == []
    assert ran.json["carried"]


def test_review_of_an_unknown_programme_or_file_is_status_two(remeslo, new: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    unknown = remeslo("standard", "review", MINIMAL, "--programme", "x", "--old", OLD, "--new", new, "--json")
    missing = remeslo("standard", "review", MINIMAL, "--programme", "fitter", "--old", tmp_path / "no", "--new", new)

    assert unknown.status == 2
    assert [f["code"] for f in unknown.json["findings"]] == ["revision.no_programme"]
    assert missing.status == 2
