"""Packs: written and read back the same; every problem of a bad file at once, with its line."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange import fundpack
from remeslo.interchange.sentences import known_codes

SOUND = fundpack.write(fundpack.builtin()["ru-percapita"]).decode()


@pytest.mark.parametrize("key", sorted(fundpack.builtin()))
def test_a_written_pack_reads_back_the_same(key: str) -> None:
    pack = fundpack.builtin()[key]

    assert fundpack.read(fundpack.write(pack), name="pack.toml") == (pack, ())


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("format = 1", "format = 9", {"fundpack.format_unknown"}),
        ('recovery = "net"', 'recovery = "gift"', {"fundpack.word_unknown"}),
        ("version = 1", "", {"fundpack.field_missing"}),
        ("places = 2", "places = 20", {"fundpack.unusable"}),
        ('formula = "contingent"', 'formula = "magic"', {"fundpack.formula_unknown"}),
        ('amount = "120000.00"', 'amount = "many"', {"fundpack.amount_malformed", "fundpack.unusable"}),
        (
            'options = { payer = "regional budget" }',
            'options = { amount = "base_norm ** 2" }',
            {"fundpack.expression_malformed"},
        ),
        ('options = { payer = "regional budget" }', 'options = { when = "project" }', {"fundpack.condition_malformed"}),
        ('options = { payer = "regional budget" }', 'options = { colour = "red" }', {"fundpack.option_unknown"}),
        ('total = "30000.00"', 'total = "1"', {"fundpack.example_differs"}),
        ('"total" = "30000.00"', '"total" = "1"', {"fundpack.example_differs"}),
        ("[[rule]]", "[[rules]]", {"fundpack.field_unknown"}),
        ('key = "ru-percapita"', 'key = "Ru!"', {"fundpack.key_malformed"}),
    ],
)
def test_a_spoilt_pack_is_refused_with_the_reason(old: str, new: str, codes: set[str]) -> None:
    if old not in SOUND:
        return
    pack, findings = fundpack.read(SOUND.replace(old, new).encode(), name="pack.toml")

    assert pack is None
    assert {f.code for f in findings} >= codes
    assert all("pack.toml" in f.where for f in findings)


def test_every_problem_is_told_at_once() -> None:
    spoilt = (
        SOUND.replace("version = 1", 'version = "one"').replace('currency = "RUB"', "").replace("2024-01-01", '"soon"')
    )
    _, findings = fundpack.read(spoilt.encode(), name="pack.toml")

    assert len(findings) >= 4


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_pack_or_told_to_be_none(data: bytes) -> None:
    pack, findings = fundpack.read(data, name="x.toml")

    assert pack is None
    assert findings


@settings(max_examples=25)
@given(st.integers(0, len(SOUND) - 1), st.sampled_from(("", '"', "[", "=", "9", "\n")))
def test_a_pack_with_one_wrong_sign_never_breaks_the_reader(at: int, sign: str) -> None:
    pack, findings = fundpack.read((SOUND[:at] + sign + SOUND[at + 1 :]).encode(), name="x.toml")

    assert pack is not None or findings


def test_pages_of_builtin_packs_are_up_to_date(root: Path) -> None:
    for key, pack in fundpack.builtin().items():
        assert (root / f"docs/rules/funding-{key}.md").read_text(encoding="utf-8") == fundpack.page(pack)


def test_every_code_of_the_area_has_sentences(root: Path) -> None:
    files = [p for room in ("core/funding", "cli", "interchange") for p in (root / "src/remeslo" / room).rglob("*.py")]
    found = (re.findall(r'"((?:funding|fundpack|factfile)\.[a-z_]+)"', p.read_text(encoding="utf-8")) for p in files)
    codes = {code for each in found for code in each}

    assert "funding.two_starts" in codes
    assert codes - set(known_codes()) == set()
