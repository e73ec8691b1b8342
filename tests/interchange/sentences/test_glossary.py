"""The glossary: one term, one meaning."""

from __future__ import annotations

import re
from pathlib import Path

HOMONYMS = {"course", "gap", "knowledge", "qualification"}
"""Of study and upskilling; of competences and staff; of a standard and a graduate; of a graduate and staff."""


def rows(root: Path) -> list[tuple[str, str, str]]:
    text = (root / "docs/glossary.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return [row for row in found if row[0] != "по-русски"]


def test_every_term_of_the_glossary_is_whole_and_stands_once(root: Path) -> None:
    terms = rows(root)

    assert len(terms) > 100
    assert [r for r in terms if not re.search("[а-я]", r[0]) or re.search("[а-яА-Я]", r[1])] == []
    assert [r for r in terms if not re.fullmatch(r"`[a-z_]+`(, `[a-z_]+`)*", r[2])] == []
    russian, names = [r[0] for r in terms], [n for r in terms for n in re.findall("[a-z_]+", r[2])]
    assert len(russian) == len(set(russian))
    assert {n for n in names if names.count(n) > 1} == HOMONYMS


def test_words_of_the_core_are_the_glossary_s(root: Path) -> None:
    """Members of shared enumerations are named as the glossary names them."""
    from remeslo.interchange.sentences import labels

    names = {n for r in rows(root) for n in re.findall("[a-z_]+", r[2])}
    for group in ("element_kind", "organisation_role", "staff_role", "outcome_kind", "programme_kind"):
        assert set(labels(group, "en")) <= names, group
