"""Every real file beside the repository: read whole, counted against an independent count, nothing unread."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from remeslo.core.base.findings import Severity
from remeslo.core.competence.standards import editions, in_force
from remeslo.interchange.profstandart import Change, Collection, Reading, as_report, compare, read, read_files, write

pytestmark = pytest.mark.shared

KINDS = {
    "ParticularWorkFunction": "functions",
    "LaborAction": "labour_actions",
    "RequiredSkill": "skills",
    "NecessaryKnowledge": "knowledge",
}
SWAPPED = "ProfessionalStandarts_566.Stackframe01.xml"


@pytest.fixture(scope="module")
def paths(shared: Path) -> list[Path]:
    found = sorted((shared / "data" / "profstandarts").glob("*.xml"))
    assert len(found) >= 20
    return found


@pytest.fixture(scope="module")
def together(paths: list[Path]) -> Collection:
    return read_files(paths)


def counted_by_elementtree(top: ET.Element) -> Counter[str]:
    """
    Statements and functions of one standard by tag name alone.

    Stated normalisations: a box that holds an element of its own name is no item; no text or a lone dash is no item.
    """
    counts: Counter[str] = Counter()
    for element in top.iter():
        tag = element.tag.rpartition("}")[2]
        if tag not in KINDS or any(child.tag.rpartition("}")[2] == tag for child in element):
            continue
        if not re.fullmatch(r"[\s–—-]*", "".join(element.itertext())):
            counts[KINDS[tag]] += 1
    return counts


def test_every_standard_has_the_counts_that_elementtree_finds(paths: list[Path], together: Collection) -> None:
    report = as_report(together)["standards"]
    assert isinstance(report, list)
    expected, got = [], []
    for path in paths:
        root = ET.parse(path).getroot()
        for top in root.iter("ProfessionalStandart"):
            expected.append((path.name, dict(counted_by_elementtree(top))))
    for standard in report:
        got.append((standard["file"], {kind: standard[kind] for kind in KINDS.values() if standard[kind]}))

    assert got == expected
    assert len(got) >= 39


def test_every_text_of_every_statement_is_kept(paths: list[Path], together: Collection) -> None:
    """Not the numbers only: the words, white space apart."""

    def squeezed(text: str | None) -> str:
        return " ".join((text or "").split())

    for path, reading in zip(paths, together.readings, strict=True):
        tops = ET.parse(path).getroot().iter("ProfessionalStandart")
        for top, standard in zip(tops, reading.standards, strict=True):
            for tag, field in (
                ("LaborAction", "actions"),
                ("RequiredSkill", "skills"),
                ("NecessaryKnowledge", "knowledge"),
            ):
                texts = [squeezed(e.text) for e in top.iter(tag) if len(e) == 0]
                assert [t for t in texts if t] == [t for f in standard.functions for t in getattr(f, field)]


def test_nothing_is_hard_and_nothing_unread(together: Collection) -> None:
    assert all(r.is_readable and r.is_clean and r.found == r.counted for r in together.readings)
    assert "standards.unread_elements" not in {f.code for f in together.findings}
    assert [f.code for f in together.findings if f.severity > Severity.NOTE] == [
        "standards.skills_knowledge_swapped",
        "standards.edition_conflict",
    ]


def test_codes_are_latin_and_unique_in_each_standard(together: Collection) -> None:
    for reading in together.readings:
        for standard in reading.standards:
            codes = [f.code for f in standard.functions]
            assert all(re.fullmatch(r"[A-Z]/[0-9]{2}\.[1-9]", c) for c in codes)
            assert len(set(codes)) == len(codes)


def test_cyrillic_codes_of_the_real_files_are_told(together: Collection) -> None:
    noted = {
        f.facts["standard"]: len(f.facts["items"])  # type: ignore[arg-type]
        for f in together.findings
        if f.code == "standards.codes_normalised"
    }

    assert noted == {"40.206": 3, "17.105": 6, "17.140": 5}


def test_only_the_swapped_download_is_suspected(together: Collection) -> None:
    suspected = [f for f in together.findings if f.code == "standards.skills_knowledge_swapped"]

    assert [f.where.partition(":")[0] for f in suspected] == [SWAPPED]
    assert (suspected[0].facts["count"], suspected[0].facts["functions"]) == (22, 22)


def test_two_editions_of_06_003_are_kept_apart_and_chosen_by_day(together: Collection) -> None:
    of_code = editions(together.standards, "06.003")

    assert [s.edition for s in of_code] == ["06.003@228н-2014-04-11", "06.003@579н-2021-08-30"]
    assert [len(s.functions) for s in of_code] == [62, 15]
    assert in_force(together.standards, "06.003", date(2014, 4, 10)) is None
    assert in_force(together.standards, "06.003", date(2021, 8, 29)) == of_code[0]
    assert in_force(together.standards, "06.003", date(2021, 8, 30)) == of_code[1]
    (note,) = (f for f in together.findings if f.code == "standards.several_editions")
    assert note.facts["items"] == tuple(s.edition for s in of_code)


def test_edited_copy_with_singular_boxes_is_the_published_one(together: Collection) -> None:
    (note,) = (f for f in together.findings if f.code == "standards.same_edition_repeated")

    assert (note.facts["first"], note.facts["second"]) == (
        "ProfessionalStandarts_67.VerstovDI.xml",
        "ProfessionalStandarts_67.kukarkinmm.xml",
    )


def test_two_downloads_of_one_edition_that_differ_name_both_files(together: Collection) -> None:
    (conflict,) = (f for f in together.findings if f.code == "standards.edition_conflict")

    assert (conflict.facts["first"], conflict.facts["second"]) == (SWAPPED, "ProfessionalStandarts_566.kukarkinmm.xml")
    first, second = (r.standards[0] for r in together.readings if "_566." in r.name)
    changes = Counter(s.change for f in compare(first, second).functions for s in f.statements)
    assert changes == {Change.MOVED: 600}


def test_every_real_file_survives_writing_and_reading(together: Collection) -> None:
    for reading in together.readings:
        again = read(write(reading.standards), name=reading.name)
        assert again.standards == reading.standards
        assert again.found == reading.found


def test_real_file_in_any_encoding_is_the_same(shared: Path) -> None:
    text = (shared / "data/profstandarts/ProfessionalStandarts_27.xml").read_text(encoding="utf-8")
    plain = read(text.encode(), name="s.xml")

    for encoding in ("utf-8-sig", "utf-16", "windows-1251"):
        assert read(text.encode(encoding, errors="xmlcharrefreplace"), name="s.xml").standards == plain.standards


def test_real_file_cut_anywhere_is_a_finding(shared: Path) -> None:
    data = (shared / "data/profstandarts/ProfessionalStandarts_1647.xml").read_bytes()

    for size in range(0, len(data) - 20, len(data) // 40):
        reading: Reading = read(data[:size], name="s.xml")
        assert reading.standards == ()
        assert [f.code for f in reading.findings] in (["xml.cut_short"], ["file.cut_short"], ["file.empty"])


def test_all_files_are_read_in_seconds(paths: list[Path]) -> None:
    """About 1.5 s of work for 5.4 MB and 39 standards; the limit leaves room for a busy machine."""
    started = time.process_time()
    read_files(paths)

    assert time.process_time() - started < 6
