"""Worked cases that an accountant can read and extend, of every pack; and every line explains itself."""

from pathlib import Path

import pytest

from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import due
from remeslo.core.funding.explain import explain_line
from remeslo.core.funding.pack import PackExample, RulePack
from remeslo.core.funding.validate import try_example
from remeslo.interchange import fundpack

GOLDEN = Path(__file__).resolve().parents[2] / "golden/funding"


def cases() -> list[object]:
    found: list[object] = []
    for pack in fundpack.builtin().values():
        file = GOLDEN / f"{pack.key}.toml"
        read, findings = fundpack.read_cases(file.read_bytes(), name=file.name) if file.exists() else ((), ())
        assert read is not None, findings
        found += [pytest.param(pack, e, id=f"{pack.key}: {e.title_en}") for e in (*pack.examples, *read)]
    return found


@pytest.mark.parametrize(("pack", "example"), cases())
def test_pack_makes_of_a_worked_case_what_its_source_says(pack: RulePack, example: PackExample) -> None:
    assert try_example(pack, example).differs == ()


@pytest.mark.parametrize(("pack", "example"), cases())
def test_every_line_of_a_case_is_its_formula_rounded_and_rests_on_facts(pack: RulePack, example: PackExample) -> None:
    book = FactBook.known(example.facts, example.on)
    for line in due(pack, book, on=example.on).lines:
        told = explain_line(pack, line, book)

        assert pack.rounding.of(told.exact) == line.amount
        assert told.facts
        assert {u.name for u, _ in told.used} >= {
            n for n in told.formula.replace("(", " ").split() if n.isidentifier()
        } - {
            "min",
            "max",
        }


def test_every_builtin_pack_has_worked_examples_and_names_the_source_of_each_number() -> None:
    for pack in fundpack.builtin().values():
        assert pack.examples, pack.key
        assert all(v.source for p in pack.params.values() for v in p.values), pack.key
