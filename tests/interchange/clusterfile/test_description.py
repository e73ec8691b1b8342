"""The description covers the core's values, in both languages; schemas and the page follow from it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from remeslo.core.line.cluster import Cluster
from remeslo.interchange.clusterfile import read, schemas, write_files
from remeslo.interchange.clusterfile.csvrows import read_rows
from remeslo.interchange.clusterfile.description import LANGUAGES, ListOf, folded
from remeslo.interchange.clusterfile.kinds import KINDS, kind_of
from remeslo.interchange.clusterfile.lists import split_list
from remeslo.interchange.clusterfile.log import Log
from remeslo.interchange.clusterfile.page import pages
from remeslo.interchange.clusterfile.shapes import SHAPES
from remeslo.interchange.clusterfile.valuetypes import Boolean, Choice, Integer
from remeslo.interchange.sentences import catalogue

FROM_FILES = {
    *("organisations", "sites", "workshops", "staff", "groups", "standards", "state_standards", "demand"),
    *("programmes", "norms", "holidays"),
    *("ways", "skills", "requirements", "qualifications", "courses", "sessions", "absences", "mentorships"),
    *("entities", "entity_names", "memberships", "licences", "placements", "successions", "states"),
    "agreements",
    *("rooms", "bells", "open_hours", "use_terms", "holdings", "contracts", "clauses", "quotas", "hostels"),
}
"""Fields of the cluster that have files of their own."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.kind)
def test_every_field_of_a_value_is_described_with_the_same_need(shape: Any) -> None:
    described = {f.attribute: f for f in shape.fields if f.attribute}
    core = {f.name: f for f in dataclasses.fields(shape.make)}
    core = {name: f for name, f in core.items() if name not in shape.fixed}
    if shape.make is Cluster:
        core = {name: f for name, f in core.items() if name not in FROM_FILES}

    assert set(described) == set(core)
    for name, f in core.items():
        missing = dataclasses.MISSING
        if f.default is not missing and not described[name].required and not described[name].default_from:
            assert described[name].default == f.default, name


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.kind)
def test_every_field_has_two_names_that_no_other_has_and_is_told_in_both_languages(shape: Any) -> None:
    words = [folded(w) for f in shape.fields for w in {f.name, f.ru}]

    assert len(words) == len(set(words))
    for f in shape.fields:
        assert f.about.strip().endswith((".", "...")) and f.about_ru.strip().endswith((".", "…")), f.name
        assert any("а" <= c <= "я" for c in f.ru.lower()) and f.name.isascii()


def test_every_word_of_a_choice_means_one_thing() -> None:
    for shape in SHAPES:
        for f in shape.fields:
            if isinstance(f.type, Choice):
                words = [folded(w) for word in f.type.words for w in word.words()]
                assert len(words) == len(set(words)), f"{shape.kind}: {f.name}"


def test_every_type_and_kind_has_its_words() -> None:
    words = catalogue._labels()
    for shape in SHAPES:
        assert f"cluster_kind.{shape.kind}" in words
        for f in shape.fields:
            kind = f.type.item if isinstance(f.type, ListOf) else f.type
            assert f"value_type.{kind.name}" in words, kind.name
            if getattr(kind, "refers", ""):
                assert f"cluster_kind.{kind.refers}" in words


def test_a_file_is_known_by_both_its_paths() -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            path = kind.written(language)
            inside = f"{path}/Имя{kind.suffixes[0].upper()}" if kind.many else path
            assert kind_of(inside) is kind
    assert kind_of("programmes/deep/er.csv") is not None
    for other in ("cluster.json", "demand/a/b.yaml", "a/cluster.yaml", "elements.csv", "programmes.csv", "demand.yaml"):
        assert kind_of(other) is None


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def plain(name: str, data: bytes) -> Any:
    """A written file as a general reader sees it; cells of tables as their columns say."""
    text = data.decode("utf-8-sig")
    if name.endswith(".yaml"):
        return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat))
    shape = kind_of(name).shape  # type: ignore[union-attr]
    header, *rows = read_rows(text, name, Log(), lambda word: shape.find(word) is not None)
    fields = [shape.find(c.text) for c in header.cells]
    return [
        {h.text: cell(f, c.text) for h, f, c in zip(header.cells, fields, r.cells, strict=True) if c.text} for r in rows
    ]


def cell(f: Any, text: str) -> Any:
    if isinstance(f.type, ListOf):
        return list(split_list(text))
    if isinstance(f.type, Integer):
        return int(text)
    return text == "true" if isinstance(f.type, Boolean) and text in ("true", "false") else text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["minimal", "severokamsk"])
def test_what_is_written_obeys_the_schemas(root: Path, example: str, language: Any) -> None:
    cluster = read(root / "examples" / example).cluster
    assert cluster is not None
    checked = set()
    for name, data in write_files(cluster, language=language).items():
        kind = kind_of(name)
        if kind is None or kind.shape is None:
            continue
        jsonschema.validate(plain(name, data), schemas()[f"{kind.name}.{language}"])
        checked.add(kind.name)

    assert {"cluster", "organisations", "demand", "state", "programmes", "groups"} <= checked


def test_a_schema_refuses_what_the_reader_refuses() -> None:
    schema = schemas()["demand.en"]
    card = {"key": "k", "employer": "w", "job": "j", "deadline": "2027-09-01"}
    jsonschema.validate(card, schema)
    for wrong in ({"job": " "}, {"key": "a b"}, {"headcount": [{"year": 2027}]}, {"jobb": "x"}, {"equipment": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**card, **wrong}, schema)


def test_the_page_and_the_schemas_are_up_to_date(root: Path) -> None:
    """After a change of the description: python -m remeslo.interchange.clusterfile docs/formats."""
    folder = root / "docs/formats"
    made = pages()
    on_disk = {f"schema/{p.name}" for p in (folder / "schema").glob("*")} | {"clusterfolder.md"}

    assert on_disk == set(made)
    assert [name for name, text in made.items() if (folder / name).read_text(encoding="utf-8") != text] == []


@pytest.mark.parametrize("example", ["minimal", "severokamsk"])
def test_an_example_is_read_with_notes_at_most_and_comes_back(root: Path, example: str) -> None:
    reading = read(root / "examples" / example)

    assert [f for f in reading.findings if f.severity > 0] == []
    assert reading.cluster is not None
