"""Free text finds its work function: measured on our own pairs, on invented and on real standards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.core.competence import builders

from remeslo.core.competence.matching import Encoder, MatchIndex, build_index
from remeslo.core.competence.standards import OccupationalStandard, StatementKind
from remeslo.interchange.encoder import load
from remeslo.interchange.profstandart import read


@dataclass(frozen=True)
class Rates:
    """Shares of the pairs that were not looked at while tuning."""

    first: float
    among_three: float
    wrongly_taken: float
    empty_taken: float


@cache
def encoder() -> Encoder | None:
    return load()


def needs_encoder() -> Encoder:
    found = encoder()
    if found is None:
        pytest.skip("the optional sentence encoder is not installed")
    return found


def indexed(standards: Iterable[OccupationalStandard], encoder: Encoder | None) -> MatchIndex:
    return build_index((s for standard in standards for s in standard.statements()), encoder=encoder)


def short(key: str) -> str:
    edition, _, function = key.partition(":")
    return f"{edition.partition('@')[0]}/{function.partition('#')[0]}"


def rates(index: MatchIndex, pairs: list[dict[str, Any]]) -> Rates:
    first = among = wrong = taken = 0
    unseen = [p for p in pairs if not p.get("tuned")]
    answered = [p for p in unseen if p["functions"]]
    for pair in unseen:
        found = index.match(pair["text"], top=3, kinds=(StatementKind.FUNCTION,))
        right = [short(m.statement.key) in pair["functions"] for m in found]
        fits = bool(found) and found[0].fits
        if pair["functions"]:
            first += right[:1] == [True]
            among += any(right)
            wrong += fits and not right[0]
        else:
            taken += fits
    empty = len(unseen) - len(answered)
    n = len(answered)
    return Rates(first / n, among / n, wrong / n, taken / empty)


@cache
def registry(folder: Path) -> tuple[OccupationalStandard, ...]:
    """Each edition once; the two files that QUIRKS.md calls dirty variants are left out."""
    held: dict[str, OccupationalStandard] = {}
    for path in sorted(folder.glob("*.xml")):
        if "VerstovDI" not in path.name and "Stackframe01" not in path.name:
            for standard in read(path.read_bytes(), name=path.name).standards:
                held.setdefault(standard.edition, standard)
    return tuple(held.values())


def test_own_pairs_are_found_by_words() -> None:
    """Measured: hit@1 .73, hit@3 .85, wrongly taken .04, none of the empty ones taken."""
    found = rates(indexed(builders.standards(), None), builders.golden("own_pairs.toml")["pair"])

    assert found.first >= 0.70
    assert found.among_three >= 0.80
    assert found.wrongly_taken <= 0.08
    assert found.empty_taken == 0


def test_own_pairs_are_found_by_meaning() -> None:
    """Measured: hit@1 .92, hit@3 1.00, wrongly taken .04; of five empty ones one is taken (bread as casting, 50 %)."""
    found = rates(indexed(builders.standards(), needs_encoder()), builders.golden("own_pairs.toml")["pair"])

    assert found.first >= 0.85
    assert found.among_three >= 0.95
    assert found.wrongly_taken <= 0.08
    assert found.empty_taken <= 0.2


def test_english_requirements_find_russian_functions_only_by_meaning() -> None:
    english = [p for p in builders.golden("own_pairs.toml")["pair"] if p["text"].isascii() and p["functions"]]
    by_words, by_meaning = (
        sum(
            any(
                short(m.statement.key) in p["functions"]
                for m in index.match(p["text"], top=3, kinds=(StatementKind.FUNCTION,))
            )
            for p in english
        )
        for index in (indexed(builders.standards(), None), indexed(builders.standards(), needs_encoder()))
    )

    assert by_meaning >= 0.9 * len(english) > by_words


@pytest.mark.parametrize("text", ["Коммуникация", "Коммуникабельность", "Communication skills", "communication"])
@pytest.mark.parametrize("with_encoder", [False, True])
def test_one_rare_word_in_common_is_no_match(text: str, with_encoder: bool) -> None:
    """Communication must not become "teaching communication"; one word decides nothing."""
    index = indexed(builders.standards(), needs_encoder() if with_encoder else None)

    assert not any(m.fits for m in index.match(text, kinds=(StatementKind.FUNCTION,)))


@pytest.mark.shared
def test_pairs_find_functions_of_real_standards_by_words(shared: Path) -> None:
    """Measured on 20,801 statements of 37 editions: hit@1 .41, hit@3 .62, wrongly taken .14, no empty one taken."""
    index = indexed(registry(shared / "data/profstandarts"), None)
    found = rates(index, builders.golden("registry_pairs.toml")["pair"])

    assert found.first >= 0.38
    assert found.among_three >= 0.55
    assert found.wrongly_taken <= 0.20
    assert found.empty_taken == 0


@pytest.mark.shared
@pytest.mark.slow
def test_pairs_find_functions_of_four_real_standards_by_meaning(shared: Path) -> None:
    """
    Measured within four standards that a programme of the trade would draw on: hit@3 .82 (by words .73), 11 pairs.

    Against all 37 editions, whose 12,882 texts take half a minute to encode, it was hit@1 .59 and hit@3 .76, wrongly
    taken .21, no empty one taken, 29 pairs.
    """
    chosen = {"40.121", "40.014", "40.085", "40.088"}
    held = [s for s in registry(shared / "data/profstandarts") if s.code in chosen]
    pairs = builders.golden("registry_pairs.toml")["pair"]
    unseen = [p for p in pairs if p["functions"] and not p.get("tuned")]
    within = [p for p in unseen if p["functions"][0].partition("/")[0] in chosen]

    found = hits_among_three(indexed(held, needs_encoder()).match, within)

    assert found >= 0.75


def hits_among_three(match: Callable[..., Any], pairs: list[dict[str, Any]]) -> float:
    hits = [
        any(short(m.statement.key) in p["functions"] for m in match(p["text"], top=3, kinds=(StatementKind.FUNCTION,)))
        for p in pairs
    ]
    return sum(hits) / len(hits)


@pytest.mark.shared
def test_every_statement_of_a_real_standard_finds_itself_first(shared: Path) -> None:
    held = [s for s in registry(shared / "data/profstandarts") if s.code in {"40.014", "40.085"}]
    index = indexed(held, None)
    asked = list(index.statements)[::7]

    first = [index.match(s.text, top=1, kinds=(s.kind,))[0] for s in asked]

    assert [m.statement.text.casefold() for m in first] == [s.text.casefold() for s in asked]
    assert {m.score for m in first} == {1.0}
