"""What writing refuses, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Organisation, OrganisationRole
from remeslo.interchange.clusterfile import NotWritable, read_files, write, write_demand_card, write_files

CLUSTER = Cluster(key="c", name="C", industry="i", region="r", day=date(2026, 9, 1), start_year=2026)
WORKS = Organisation(key="works", name="Завод «Пример»; цех №1", role=OrganisationRole.ANCHOR_EMPLOYER)
CARD = DemandCard(
    key="card",
    employer="works",
    job="Токарь",
    headcount=(),
    deadline=date(2027, 9, 1),
    requirements=(Requirement(number=1, text="Точить"),),
)


@pytest.mark.parametrize(
    "cluster",
    [
        replace(CLUSTER, key="a key"),
        replace(CLUSTER, name=" \n "),
        replace(CLUSTER, name="bell\a"),
        replace(CLUSTER, region="half \ud800"),
        replace(CLUSTER, start_year=1926),
        replace(CLUSTER, organisations=(replace(WORKS, key="МДK"),)),
        replace(CLUSTER, demand=(replace(CARD, equipment=("станок", " ")),)),
        replace(CLUSTER, demand=(replace(CARD, requirements=(Requirement(number=1, functions=("40.002",)),)),)),
    ],
    ids=["key", "blank", "control", "surrogate", "range", "mixed", "blank item", "function"],
)
def test_a_value_that_would_not_come_back_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(NotWritable) as refused:
        write(cluster, tmp_path / "c")

    assert [f.code for f in refused.value.findings] == ["cluster.not_writable"]
    assert list(tmp_path.iterdir()) == []


def test_all_values_that_would_not_come_back_are_told_with_their_files() -> None:
    bad = replace(CLUSTER, name="", organisations=(replace(WORKS, name="\x00"),), demand=(replace(CARD, job=" "),))

    with pytest.raises(NotWritable) as refused:
        write_files(bad, language="en")

    assert [(f.where, f.facts["name"]) for f in refused.value.findings] == [
        ("cluster.yaml", "name"),
        ("organisations.csv", "name"),
        ("demand/card.yaml", "job"),
    ]


def test_a_standard_that_would_not_come_back_from_xml_is_refused() -> None:
    function = GeneralisedFunction(code="A", name="two  blanks ", level="3")
    standard = OccupationalStandard(
        code="40.901", title="t", registration_number="", order_number="1н", approved=None, generalised=(function,)
    )

    with pytest.raises(NotWritable) as refused:
        write_files(replace(CLUSTER, standards=(standard,)))

    assert [f.code for f in refused.value.findings] == ["cluster.standard_not_writable"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")

    with pytest.raises(NotWritable) as refused:
        write(CLUSTER, tmp_path)

    assert [f.code for f in refused.value.findings] == ["cluster.folder_not_empty"]
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("x", encoding="utf-8")

    with pytest.raises(NotWritable) as refused:
        write(CLUSTER, tmp_path / "c")

    assert [f.code for f in refused.value.findings] == ["cluster.not_a_folder"]


def test_an_empty_folder_and_missing_parents_are_used(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a/b/c"):
        write(CLUSTER, folder)

        assert (folder / "кластер.yaml").is_file()


def test_a_disk_that_refuses_leaves_the_old_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "c"
    write(CLUSTER, folder, language="en")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotWritable) as refused:
        write(replace(CLUSTER, name="new"), folder)

    assert [f.code for f in refused.value.findings] == ["cluster.cannot_be_written"]
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["c"]


def test_a_swap_that_fails_puts_the_old_cluster_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "c"
    write(CLUSTER, folder, language="en")
    rename = Path.rename

    def refuses_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses_new)
    with pytest.raises(NotWritable):
        write(replace(CLUSTER, name="new"), folder, language="ru")

    assert [p.name for p in folder.iterdir()] == ["cluster.yaml"]


def test_files_are_numbered_only_where_their_names_would_lose_the_order() -> None:
    cards = [replace(CARD, key=k) for k in ("b", "a", "C")]

    def names(*chosen: DemandCard) -> list[str]:
        files = write_files(replace(CLUSTER, organisations=(WORKS,), demand=chosen), language="en")
        return [n for n in files if n.startswith("demand/")]

    assert names(cards[1], cards[0]) == ["demand/a.yaml", "demand/b.yaml"]
    assert names(*cards) == ["demand/1-b.yaml", "demand/2-a.yaml", "demand/3-C.yaml"]
    assert names(replace(CARD, key="c"), cards[2]) == ["demand/1-c.yaml", "demand/2-C.yaml"]


def test_russian_tables_open_in_a_russian_spreadsheet() -> None:
    """Excel with Russian settings takes a semicolon for the separator and needs the mark to know UTF-8."""
    data = write_files(replace(CLUSTER, organisations=(WORKS,)), language="ru")["организации.csv"]

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        "ключ;название;роль;головная организация;населённый пункт",
        'works;"Завод «Пример»; цех №1";якорный работодатель;;',
    ]


def test_yaml_keeps_texts_bare_where_that_is_safe_and_several_lines_readable() -> None:
    card = replace(CARD, note="Первая строка\nвторая: с двоеточием", equipment=("№5", "да", "a, b"), job="1: 2")

    assert write_demand_card(card, language="ru").splitlines() == [
        "ключ: card",
        "работодатель: works",
        "должность: '1: 2'",
        "срок: 2027-09-01",
        "оборудование: [№5, да, 'a, b']",
        "примечание: |-",
        "  Первая строка",
        "  вторая: с двоеточием",
        "требования:",
        "  - {номер: 1, текст: Точить, критичность: 2, уровень: 2}",
    ]


def test_both_languages_may_be_mixed_in_one_folder() -> None:
    russian = write_files(replace(CLUSTER, organisations=(WORKS,), demand=(CARD,)), language="ru")
    english = write_files(replace(CLUSTER, organisations=(WORKS,), demand=(CARD,)), language="en")
    mixed = {
        "Cluster.YML": english["cluster.yaml"].replace(b"region:", "Регион:".encode()),
        "организации.csv": russian["организации.csv"].replace("роль".encode(), b"Role"),
        "demand/card.yaml": russian["запросы/card.yaml"],
    }

    reading = read_files(mixed)

    assert [f for f in reading.findings if f.hard] == []
    assert reading.cluster == replace(CLUSTER, organisations=(WORKS,), demand=(CARD,), norms=reading.cluster.norms)
