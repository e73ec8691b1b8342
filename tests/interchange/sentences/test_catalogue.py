"""The catalogue is complete: every code that the program can emit, and every shared word, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.base.findings import Severity
from remeslo.core.base.keys import TRACE_KINDS
from remeslo.core.competence.model import GapClass, Origin
from remeslo.core.competence.standards import StatementKind
from remeslo.core.competence.statestandard import EntryBase, OutcomeKind, ProgrammeKind
from remeslo.core.curriculum.problem import LinkKind
from remeslo.core.curriculum.result import Status
from remeslo.core.network.resources import OrganisationRole
from remeslo.core.staffing.people import StaffRole
from remeslo.interchange.pasted import Dropped, PhraseKind
from remeslo.interchange.sentences import catalogue
from remeslo.interchange.sentences.template import SPECS, broken, holes

CODE = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")
TEXTS = ("what_ru", "todo_ru", "what_en", "todo_en")
PURE_REASONS = ("estimate.", "gap.", "match.", "question.", "revision.by_", "revision.suggest_")

GROUPS: dict[str, type[StrEnum]] = {
    "element_kind": ElementKind,
    "element_kind_short": ElementKind,
    "attestation": AttestationForm,
    "attestation_letter": AttestationForm,
    "status": Status,
    "organisation_role": OrganisationRole,
    "staff_role": StaffRole,
    "programme_kind": ProgrammeKind,
    "entry_base": EntryBase,
    "outcome_kind": OutcomeKind,
    "outcome_letter": OutcomeKind,
    "origin": Origin,
    "gap_answer": GapClass,
    "statement_kind": StatementKind,
    "link_kind": LinkKind,
    "dropped": Dropped,
    "phrase_kind": PhraseKind,
}


def emitted(root: Path) -> Iterator[tuple[str, str]]:
    """Codes given to `Finding`, outside the web also to a function that makes one, with the place."""
    for path in sorted((root / "src/remeslo").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (code := code_of(node, only_findings="web" in path.parts)):
                yield code, f"{path.relative_to(root)}:{node.lineno}"


def code_of(call: ast.Call, *, only_findings: bool) -> str | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given = [*call.args[:1], *(k.value for k in call.keywords if k.arg == "code")]
    if name != "Finding" and only_findings:  # the web's log has names of events that look the same
        return None
    if name != "Finding":  # a helper that makes findings: `self.note("cluster.unknown_field", ...)`
        given = [a for a in [*call.args, *(k.value for k in call.keywords)] if is_code_of_an_area(a)]
    return next((a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)), None)


@cache
def areas() -> frozenset[str]:
    """Names of the files of the catalogue, read once: the source has very many words to ask of."""
    return frozenset(name.removesuffix(".toml") for name in catalogue.area_files())


def is_code_of_an_area(node: ast.expr) -> bool:
    """True for ``"cluster.unknown_field"``, not for ``"cluster.yaml"``."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not CODE.fullmatch(node.value):
        return False
    area, _, rest = node.value.partition(".")
    return area in areas() and rest not in (
        "yaml",
        "csv",
        "json",
        "toml",
        "xml",
        "xlsx",
        "pdf",
    )


def test_every_code_that_the_program_emits_has_words(root: Path) -> None:
    known = catalogue.known_codes()

    assert [f"{place}: {code}" for code, place in emitted(root) if code not in known] == []


def test_every_area_file_is_read_and_no_code_stands_twice(root: Path) -> None:
    """Reads strictly: `say` itself forgives a broken file."""
    codes = [code for area in catalogue.area_files().values() for code in area]

    assert sorted(c for c in set(codes) if codes.count(c) > 1) == []


@pytest.mark.parametrize("name", sorted(catalogue.area_files()))
def test_every_sentence_of_an_area_is_whole_in_both_languages(name: str) -> None:
    wrong = []
    for code, texts in catalogue.area_files()[name].items():
        needed = TEXTS if not code.startswith(PURE_REASONS) else ("what_ru", "what_en")
        wrong += [f"{code}: no {t}" for t in needed if not texts.get(t, "").strip()]
        wrong += [f"{code}: {t} is not a text of a sentence" for t in texts if t not in TEXTS]
        wrong += [f"{code}: {t}: near {b!r}" for t, text in texts.items() if (b := broken(text))]
        wrong += [f"{code}: the code is not area.snake_case"] * (not CODE.fullmatch(code))

    assert wrong == []


@pytest.mark.parametrize("name", sorted(catalogue.area_files()))
def test_both_languages_of_a_sentence_tell_the_same_facts_and_know_their_labels(name: str) -> None:
    wrong = []
    groups = {key.partition(".")[0] for key in catalogue._labels()}
    for code, texts in catalogue.area_files()[name].items():
        told = {
            tongue: {h.name for part in ("what", "todo") for h in holes(texts.get(f"{part}_{tongue}", ""))}
            for tongue in ("ru", "en")
        }
        wrong += [f"{code}: {told}"] * (told["ru"] != told["en"])
        specs = {h.spec for text in texts.values() for h in holes(text)} - set(SPECS)
        wrong += [f"{code}: no group of labels {s!r}" for s in specs - groups]

    assert wrong == []


@pytest.mark.parametrize("name", sorted(catalogue.area_files()))
def test_russian_is_cyrillic_and_english_is_not(name: str) -> None:
    wrong = []
    for code, texts in catalogue.area_files()[name].items():
        for key in ("what_ru", "what_en"):
            words = re.sub(r"\{[^}]*\}", "", texts.get(key, ""))
            letters, cyrillic = len(re.findall(r"[A-Za-zА-Яа-яЁё]", words)), len(re.findall(r"[А-Яа-яЁё]", words))
            if letters and (cyrillic > letters / 2) != key.endswith("ru"):
                wrong.append(f"{code}: {key}")

    assert wrong == []


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_member_of_a_shared_enumeration_has_a_word(group: str) -> None:
    assert sorted(catalogue.labels(group, "ru")) == sorted(m.value for m in GROUPS[group])


def test_every_severity_and_trace_kind_has_a_word() -> None:
    assert {s.name.lower() for s in Severity} | {str(int(s)) for s in Severity} == set(
        catalogue.labels("severity", "ru")
    )
    assert set(TRACE_KINDS) <= set(catalogue.labels("trace_kind", "ru"))


def test_every_label_has_both_languages() -> None:
    assert [key for key, texts in catalogue._labels().items() if not (texts.get("ru") and texts.get("en"))] == []
