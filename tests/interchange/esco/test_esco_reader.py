"""ESCO's files, as published and as rebuilt: every row is in the framework, or a finding says why not."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.framework import ROOT, Framework, ItemKind, LinkKind, Necessity
from remeslo.interchange.esco import read, version_of
from remeslo.interchange.esco.recognise import language_of

BASE = "http://data.europa.eu/esco"
_COLUMNS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,modifiedDate,inScheme,description,code"
OCCUPATIONS = f'''{_COLUMNS}
Occupation,{BASE}/occupation/o1,0110,turner,"lathe hand
 metal turner ",released,2024-01-19T15:50:09.286Z,"{BASE}/concept-scheme/a,
{BASE}/concept-scheme/b",Turns.,0110.1
'''
GROUPS = f"conceptType,conceptUri,code,preferredLabel,status\nISCOGroup,{BASE}/isco/C0110,0110,Officers,released\n"
SKILLS = f"""conceptType,conceptUri,skillType,preferredLabel,altLabels,description
KnowledgeSkillCompetence,{BASE}/skill/s1,skill/competence, turn\u00a0 metal ,turning,How.
KnowledgeSkillCompetence,{BASE}/skill/s2,knowledge,metals,,What.
"""
RELATIONS = f"""occupationUri,relationType,skillType,skillUri
{BASE}/occupation/o1,essential,skill/competence,{BASE}/skill/s1
{BASE}/occupation/o1,optional,knowledge,{BASE}/skill/s2
{BASE}/occupation/o1,optional,knowledge,{BASE}/skill/s2
"""


def of(**texts: str) -> Framework:
    framework = read(((f"{name}_en.csv", t.encode()) for name, t in texts.items()), version="1.2.0").framework
    assert framework is not None
    return framework


@pytest.mark.shared
def test_every_file_is_read_with_the_counts_of_its_rows(shared: Path) -> None:
    paths = sorted((shared / "data/esco").glob("*.gz"))
    rows = {
        p.name: list(csv.DictReader(io.StringIO(gzip.decompress(p.read_bytes()).decode("utf-8"), newline="")))
        for p in paths
    }
    reading = read(((p.name, p.read_bytes()) for p in paths), version="1.2.0")
    framework = reading.framework

    assert framework is not None
    assert reading.is_clean
    assert {c.where: (c.found, c.read) for c in reading.counts} == {n: (len(r), len(r)) for n, r in rows.items()}
    described = {r["conceptUri"] for r in rows["occupations_en.csv.gz"]}
    labelled = {i.uri: i for i in framework.items if i.kind is ItemKind.OCCUPATION}
    assert set(labelled) == described
    for row in rows["occupations_en.csv.gz"]:
        said = (" ".join(a.split()) for a in row["altLabels"].split("\n"))
        others = dict.fromkeys(a for a in said if a and a != row["preferredLabel"])
        assert labelled[row["conceptUri"]].texts[0].alternative == tuple(others)
    relations = {
        (a.origin, a.destination, a.necessity)
        for a in framework.associations
        if a.kind is LinkKind.REQUIRES and a.origin.startswith("occupation/")
    }
    assert len(relations) == len({tuple(r.values()) for r in rows["occupationSkillRelations_en.rebuilt.csv.gz"]})
    assert framework.hierarchy().circles() == ()


def test_leading_zeros_line_ends_and_spaces_are_understood() -> None:
    framework = of(occupations=OCCUPATIONS, ISCOGroups=GROUPS, skills=SKILLS)
    occupation = next(i for i in framework.items if i.kind is ItemKind.OCCUPATION)

    assert occupation.texts[0].alternative == ("lathe hand", "metal turner")
    assert framework.hierarchy().parents[occupation.key] == ("isco/C0110",)
    assert dict(occupation.attributes)["inScheme"] == "concept-scheme/a concept-scheme/b"
    assert str(occupation.changed) == "2024-01-19 15:50:09.286000+00:00"
    assert [i.text for i in framework.items if i.kind is ItemKind.SKILL] == ["turn metal"]


def test_relations_say_what_is_essential_and_repeated_rows_are_one() -> None:
    reading = read(
        [("a_en.csv", OCCUPATIONS.encode()), ("b_en.csv", SKILLS.encode()), ("c_en.csv", RELATIONS.encode())]
    )

    assert reading.framework is not None
    links = [(a.destination, a.necessity) for a in reading.framework.associations if a.kind is LinkKind.REQUIRES]
    assert links == [("skill/s1", Necessity.ESSENTIAL), ("skill/s2", Necessity.OPTIONAL)]
    assert "framework.rows_repeated" in [f.code for f in reading.findings]
    assert all(c.agrees for c in reading.counts)


def test_several_languages_make_one_framework() -> None:
    reading = read(
        [("skills_en.csv", SKILLS.encode()), ("skills_fr.csv", SKILLS.replace("metals", "métaux").encode())],
        version="1.2.0",
    )

    assert reading.framework is not None
    assert reading.framework.languages == ("en", "fr")
    metals = reading.framework.by_key()["skill/s2"]  # type: ignore[index]
    assert [(t.language, t.preferred) for t in metals.texts] == [("en", "metals"), ("fr", "métaux")]


def test_concepts_that_no_file_names_are_no_items() -> None:
    framework = of(relations=RELATIONS, skills=SKILLS)

    assert {i.kind for i in framework.items} == {ItemKind.SKILL, ItemKind.KNOWLEDGE}
    assert len(framework.hierarchy().children[ROOT]) == 2


def test_rows_without_an_address_or_a_kind_of_relation_are_left_out_and_named() -> None:
    bad = RELATIONS + f"{BASE}/occupation/o1,perhaps,knowledge,{BASE}/skill/s2\n,essential,knowledge,{BASE}/skill/s2\n"
    reading = read([("s_en.csv", SKILLS.encode()), ("r_en.csv", bad.encode())])

    assert [f.facts["items"] for f in reading.findings if f.code == "esco.rows_incomplete"] == [("5", "6")]
    assert all(c.agrees for c in reading.counts)


def test_joined_labels_of_a_rebuilt_file_are_description_and_told() -> None:
    text = f"conceptUri,skillType,preferredLabel,altLabelsAndDescription\n{BASE}/skill/s1,,turn,turning How.\n"
    reading = read([("skills_en.rebuilt.csv", text.encode())])

    assert reading.framework is not None
    assert reading.framework.items[0].texts[0].description == "turning How."
    assert "esco.labels_joined" in [f.code for f in reading.findings]


@pytest.mark.parametrize(
    ("name", "language"),
    [("skills_en.csv", "en"), ("x/skills_uk.csv.gz", "uk"), ("skills_en.rebuilt.csv.gz", "en"), ("skills.csv", "")],
)
def test_language_is_told_by_the_name(name: str, language: str) -> None:
    assert language_of(name) == language


def test_edition_is_told_by_the_name() -> None:
    assert version_of(["ESCO dataset - v1.2.0 - classification - en - csv.zip"]) == "1.2.0"
    assert version_of(["skills_en.csv"]) == ""


@settings(max_examples=50)
@given(st.integers(0, 500), st.binary(max_size=4), st.sampled_from(("utf-8", "utf-16", "cp1251", "utf-8-sig")))
def test_cut_and_spoilt_files_never_raise(cut: int, spoilt: bytes, encoding: str) -> None:
    whole = OCCUPATIONS.encode(encoding)
    data = whole[:cut] + spoilt + whole[cut + len(spoilt) :] if spoilt else whole[:cut]
    reading = read([("occupations_en.csv", data)])

    assert reading.framework is not None or not reading.is_clean
