"""What is written is read back the same, in both languages, whatever the texts hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.clusterfile.strategies import ANY, LANGUAGES, TEXT, cards, clusters, elements, some

from remeslo.core.base.findings import Severity
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import (
    EntryBase,
)
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Organisation, OrganisationRole
from remeslo.interchange.clusterfile import (
    read,
    read_demand_card,
    read_files,
    read_programme,
    read_zip,
    write,
    write_demand_card,
    write_files,
    write_programme,
    write_zip,
)
from remeslo.interchange.clusterfile.csvrows import guarded, unguarded
from remeslo.interchange.clusterfile.lists import join_list, split_list


@settings(max_examples=60)
@given(cluster=clusters(), language=st.sampled_from(LANGUAGES))
def test_a_written_cluster_is_read_back_the_same(cluster: Cluster, language: Any) -> None:
    reading = read_files(write_files(cluster, language=language))

    assert [f for f in reading.findings if f.hard] == []
    assert reading.cluster == cluster
    assert reading.language == language


@settings(max_examples=15)
@given(cluster=clusters(), language=st.sampled_from(LANGUAGES))
def test_a_folder_and_an_archive_hold_the_same_cluster(
    cluster: Cluster, language: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("clusters") / "кластер"
    write(cluster, folder, language=language)

    assert read(folder).cluster == cluster
    assert read_zip(write_zip(cluster, language=language), name="кластер.zip").cluster == cluster
    assert {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == write_files(
        cluster, language=language
    )


@settings(max_examples=50)
@given(card=cards("k", ["org"], ["p"], ["40.901/A/01.3"]), language=st.sampled_from(LANGUAGES))
def test_a_demand_card_alone_is_read_back_the_same(card: DemandCard, language: Any) -> None:
    reading = read_demand_card(write_demand_card(card, language=language), "карта")

    assert [f for f in reading.findings if f.severity > Severity.WARNING] == []
    assert reading.value == card


@settings(max_examples=50)
@given(fixed=elements(["w1", "w2"], ["p1"]), block=st.none() | ANY, language=st.sampled_from(LANGUAGES))
def test_a_programme_alone_is_read_back_the_same(
    fixed: tuple[OutlineElement, ...], block: str | None, language: Any
) -> None:
    outline = ProgrammeOutline(
        key="p",
        title="Токарь: №1",
        state_standard="15.01.38",
        base=EntryBase.BASIC_GENERAL,
        qualification="токарь",
        norms="any",
        elements=fixed,
        employer_block=block,
    )

    assert read_programme(write_programme(outline, language=language), "программа").value == outline


@given(items=some(TEXT.filter(lambda t: t != ""), 5))
def test_a_list_in_a_cell_is_read_back_the_same(items: tuple[str, ...]) -> None:
    assert split_list(join_list(items)) == items


@given(text=ANY)
def test_no_cell_begins_like_a_formula_and_every_one_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


@settings(max_examples=20)
@given(cluster=clusters(), language=st.sampled_from(LANGUAGES))
def test_the_same_cluster_gives_the_same_bytes(cluster: Cluster, language: Any) -> None:
    again = read_files(write_files(cluster, language=language)).cluster

    assert again is not None
    assert write_zip(again, language=language) == write_zip(cluster, language=language)


def test_an_export_replaces_the_cluster_and_leaves_other_files(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    frame = {"industry": "о", "region": "р", "day": date(2026, 9, 1), "start_year": 2026}
    org = Organisation(key="o", name="О", role=OrganisationRole.BASE_COLLEGE)
    write(Cluster(key="a", name="А", organisations=(org,), **frame), folder, language="en")
    (folder / "notes").mkdir()
    (folder / "notes/замечания.txt").write_text("мои", encoding="utf-8")

    write(Cluster(key="b", name="Б", **frame), folder, language="ru")

    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert names == ["notes/замечания.txt", "кластер.yaml"]
    assert [p.name for p in tmp_path.iterdir()] == ["c"]


@pytest.mark.shared
def test_real_standards_of_the_registry_are_read_back_the_same(shared: Path) -> None:
    """Some stored files hold an edition that another holds too, with other texts: one of each pair is taken."""
    paths = sorted(p for p in (shared / "data/profstandarts").rglob("*.xml") if p.stat().st_size < 400_000)
    files = {f"standards/{p.name}": p.read_bytes() for p in paths}
    frame = b"format: 1\nkey: c\nname: C\nindustry: i\nregion: r\nday: 2026-09-01\nstart_year: 2026\n"
    twice = [f.where for f in read_files({"cluster.yaml": frame, **files}).findings if f.hard]

    cluster = read_files({"cluster.yaml": frame, **{n: d for n, d in files.items() if n not in twice}}).cluster

    assert cluster is not None and len(cluster.standards) > 10
    assert read_files(write_files(cluster)).cluster == cluster
