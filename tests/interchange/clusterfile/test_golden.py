"""Folders wrong in every line: the expected findings stand in a table beside each, for people to read and extend."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from remeslo.core.base.findings import Finding, any_hard
from remeslo.interchange.clusterfile import read
from remeslo.interchange.sentences import catalogue, known_codes, say
from remeslo.interchange.sentences.template import holes

GOLDEN = Path(__file__).resolve().parents[2] / "golden/clusterfile"
SENTENCES = {code: texts for area in catalogue.area_files().values() for code, texts in area.items()}
CASES = sorted(p.stem for p in GOLDEN.glob("*.toml"))


def expected(case: str) -> list[dict[str, Any]]:
    return tomllib.loads((GOLDEN / f"{case}.toml").read_text(encoding="utf-8"))["finding"]


def told(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """The finding in the form of the table, with the facts that the table asks for."""
    asked = wanted.get("facts", {})
    facts = {k: list(v) if isinstance(v, tuple) else v for k, v in finding.facts.items() if k in asked}
    given = {"code": finding.code, "where": finding.where, "facts": facts}
    return given | ({} if finding.hard else {"severity": finding.severity.name.lower()})


@pytest.mark.parametrize("case", CASES)
def test_a_bad_folder_gives_exactly_the_findings_of_its_table(case: str) -> None:
    reading = read(GOLDEN / case)
    wanted = [{"facts": {}, **{k: v for k, v in w.items() if k != "what"}} for w in expected(case)]

    assert [(f.code, f.where) for f in reading.findings] == [(w["code"], w["where"]) for w in wanted]
    assert [told(f, w) for f, w in zip(reading.findings, wanted, strict=True)] == wanted
    assert reading.cluster is None


@pytest.mark.parametrize("case", CASES)
def test_every_finding_of_a_bad_folder_has_words_without_a_gap(case: str) -> None:
    findings = [f for f in read(GOLDEN / case).findings if f.code in known_codes()]

    assert any_hard(findings)
    for f in findings:
        texts = [re.sub(r"\[\[.*?\]\]", "", t) for t in SENTENCES[f.code].values()]
        needed = {h.name for t in texts for h in holes(t)} - {"where"}
        assert [n for n in needed if f.facts.get(n) in (None, "", ())] == [], f
        assert all("{" not in str(say(f, language)) for language in ("ru", "en"))


def test_the_tables_cover_every_code_that_reading_a_folder_can_give() -> None:
    """What cannot lie in a small folder (sizes, links, archives, the disk) has tests of its own."""
    elsewhere = {
        *("no_folder", "folder_unreadable", "folder_too_deep", "folder_not_empty", "not_a_folder", "cannot_be_written"),
        *(
            "too_many_files",
            "odd_name",
            "link",
            "more_problems",
            "yaml_too_deep",
            "yaml_too_large",
            "csv_too_many_rows",
        ),
        *(
            "text_too_long",
            "not_accepted",
            "not_writable",
            "standard_not_writable",
            "pack_not_writable",
            "two_editions",
            "not_an_employer",
            "folder_for_file",
        ),
        *("not_a_college", "pack_replaced", "csv_no_header", "column_nameless", "control_character"),
    }
    here = {w["code"] for case in CASES for w in expected(case)}
    own = {code for code in known_codes() if code.startswith("cluster.")}

    assert own - here == {f"cluster.{code}" for code in elsewhere}
