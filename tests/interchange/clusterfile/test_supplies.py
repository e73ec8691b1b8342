"""Holidays, and the workshops, weeks and teachers of elements: what is understood, what is told."""

from datetime import date
from pathlib import Path

import pytest

from remeslo.core.base.calendar import Holiday
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, PersonKey, WorkshopKey
from remeslo.core.competence.outline import OutlineElement
from remeslo.interchange.clusterfile import read_elements, read_files, write_elements

FRAME = "format: 1\nkey: c\nname: C\nindustry: i\nregion: r\nday: 2026-09-01\nstart_year: 2026\n"
TABLE = "index,title,kind,cycle,hours_min,workshops,weeks,teacher\n"


def elements(tmp_path: Path, cells: str) -> tuple[tuple[OutlineElement, ...], list[str]]:
    """The elements of a bare table with one row, and the codes of what was told."""
    path = tmp_path / "table.csv"
    path.write_text(f"{TABLE}A,A,theory,A,36,{cells}\n", encoding="utf-8")
    found, findings = read_elements(path)
    return found, [f.code for f in findings]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("holidays.csv", "day,hours,name\n2026-11-04,6,Unity\n2027-05-01,4,\n"),
        ("праздники.csv", "дата;часов;название\n04.11.2026;6;Unity\n01.05.2027;4;\n"),
    ],
)
def test_holidays_are_read_in_both_languages(name: str, text: str) -> None:
    reading = read_files({"cluster.yaml": FRAME.encode(), name: text.encode()})

    assert reading.findings == ()
    assert reading.cluster is not None
    assert reading.cluster.holidays == (
        Holiday(day=date(2026, 11, 4), hours=6, name="Unity"),
        Holiday(day=date(2027, 5, 1), hours=4),
    )


def test_every_holiday_that_stands_again_is_told_with_the_first_line() -> None:
    text = "day,hours\n2026-11-04,6\n2026-11-05,6\n2026-11-04,2\n04.11.2026,2\n"

    reading = read_files({"cluster.yaml": FRAME.encode(), "holidays.csv": text.encode()})

    assert reading.cluster is None
    told = [(f.code, f.where, f.facts["first"]) for f in reading.findings]
    assert told == [("cluster.repeated", f"holidays.csv:{line}", 2) for line in (4, 5)]


@pytest.mark.parametrize("text", ["2026-11-04,0\n", "2026-11-04,25\n", "2026-11-04,\n", "2026-11-31,6\n"])
def test_holiday_without_a_day_or_hours_that_can_be_is_told(text: str) -> None:
    reading = read_files({"cluster.yaml": FRAME.encode(), "holidays.csv": f"day,hours\n{text}".encode()})

    assert reading.cluster is None
    assert [f.where for f in reading.findings] == ["holidays.csv:2"]


@pytest.mark.parametrize(
    ("cells", "weeks"), [("5", ((5, 5),)), ("5-17; 60 – 75", ((5, 17), (60, 75))), ("7..9", ((7, 9),)), ("", ())]
)
def test_stretches_of_weeks_are_read_as_people_write_them(
    tmp_path: Path, cells: str, weeks: tuple[tuple[int, int], ...]
) -> None:
    found, told = elements(tmp_path, f",{cells},")

    assert told == []
    assert [e.weeks for e in found] == [weeks]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("17-5", "cluster.wrong_value"),
        ("0-5", "cluster.out_of_range"),
        ("5-521", "cluster.out_of_range"),
        ("autumn", "cluster.wrong_value"),
        ("1-2-3", "cluster.wrong_value"),
    ],
)
def test_stretches_that_are_none_are_told(tmp_path: Path, cells: str, code: str) -> None:
    assert elements(tmp_path, f",{cells},") == ((), [code])


def test_bare_table_keeps_workshops_and_teacher_of_a_cluster_that_it_does_not_have(tmp_path: Path) -> None:
    (element,), told = elements(tmp_path, "lathes; mills,,t1")

    assert told == []
    assert (element.workshops, element.teacher) == (("lathes", "mills"), "t1")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_bare_table_that_is_written_is_read_back_the_same(tmp_path: Path, language: str) -> None:
    element = OutlineElement(
        index=ElementKey("A"),
        title="A",
        kind=ElementKind.THEORY,
        cycle="A",
        hours_min=36,
        hours_max=72,
        workshops=(WorkshopKey("lathes"), WorkshopKey("mills")),
        weeks=((5, 5), (60, 75)),
        teacher=PersonKey("t1"),
    )
    path = tmp_path / "table.csv"
    path.write_bytes(write_elements([element], language="ru" if language == "ru" else "en"))

    assert read_elements(path) == ((element,), ())
