"""Files of facts: JSON and CSV read the same, bad rows are named, good ones kept."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.funding.worlds import worlds

from remeslo.core.funding.closing import Run, replay
from remeslo.core.funding.factvalues import specs_of
from remeslo.interchange import factfile, fundpack
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import say

KINDS = specs_of(fundpack.builtin()["en-apprenticeship"])
CSV = (
    "kind,subject,on,known,provider,price,planned_end,levy,evidence\n"
    "apprenticeship,a,2024-01-01,,p,15000.50,2024-12-31,no,paper 1; paper 2\n"
    "withdrawal,a,2024-05-01,2024-06-01,,,,,\n"
)


@settings(max_examples=30)
@given(worlds)
def test_written_facts_read_back_the_same(world: tuple[str, list]) -> None:  # type: ignore[type-arg]
    key, facts = world
    kinds = specs_of(fundpack.builtin()[key])

    assert factfile.read(factfile.write(facts), name="f.json", kinds=kinds).facts == tuple(facts)


def test_a_table_gives_typed_facts_with_evidence_and_known_on_their_day() -> None:
    start, end = factfile.read(CSV.encode(), name="f.csv", kinds=KINDS).facts

    assert start.values["price"] == Decimal("15000.50")
    assert start.values["planned_end"] == date(2024, 12, 31)
    assert start.values["levy"] is False
    assert start.evidence == ("paper 1", "paper 2")
    assert (start.known, end.known) == (date(2024, 1, 1), date(2024, 6, 1))


def test_json_may_be_a_list_and_values_may_stand_beside_the_fields() -> None:
    rows = [
        {"kind": "withdrawal", "subject": "a", "on": "2024-05-01"},
        {"kind": "price", "subject": "a", "on": "2024-02-01", "price": 9.5},
    ]
    facts = factfile.read(json.dumps(rows).encode(), name="f.json", kinds=KINDS).facts

    assert [f.kind for f in facts] == ["withdrawal", "price"]
    assert facts[1].values == {"price": Decimal("9.5")}


def test_every_bad_row_is_named_with_its_place_and_the_good_are_kept() -> None:
    bad = CSV + (
        "apprenticeship,b,2024-13-01,,p,1,2024-12-31,no,\n"
        "apprenticeship,c,2024-01-01,,,-5,soon,maybe,\n"
        ",d,2024-01-01,,,,,,\n"
    )
    reading = factfile.read(bad.encode(), name="f.csv", kinds=KINDS)
    told = {(f.code, f.where) for f in reading.findings}

    assert [f.subject for f in reading.facts] == ["a", "a"]
    assert told == {
        ("factfile.value_wrong", "f.csv:4, on"),
        ("factfile.value_wrong", "f.csv:5, price"),
        ("factfile.value_wrong", "f.csv:5, planned_end"),
        ("factfile.value_wrong", "f.csv:5, levy"),
        ("factfile.value_missing", "f.csv:5, provider"),
        ("factfile.field_missing", "f.csv:6, kind"),
    }
    assert reading.found == 5


def test_a_key_that_stands_twice_is_told_and_the_first_counts() -> None:
    rows = [{"key": "k", "kind": "price", "subject": s, "on": "2024-05-01"} for s in ("a", "b")]
    reading = factfile.read(json.dumps(rows).encode(), name="f.json")

    assert [f.subject for f in reading.facts] == ["a"]
    assert [f.code for f in reading.findings] == ["factfile.key_twice"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"{}", "factfile.no_facts"),
        (b"[]", "factfile.empty"),
        (b'{"format": "other", "facts": []}', "factfile.format_unknown"),
        (b"name,age\nx,1\n", "factfile.header"),
        (b"[1", "json.cut_short"),
    ],
)
def test_what_is_no_file_of_facts_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        factfile.read(data, name="f")
    assert [f.code for f in refused.value.findings] == [code]


@settings(max_examples=60)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        factfile.read(data, name="f", kinds=KINDS)
    except Unreadable as error:
        assert error.findings


@settings(max_examples=15)
@given(worlds)
def test_a_written_ledger_reads_back_the_same(world: tuple[str, list]) -> None:  # type: ignore[type-arg]
    key, facts = world
    ledger = replay(fundpack.builtin()[key], facts, [Run(date(2024, 6, 30))])

    assert factfile.read_ledger(factfile.write_ledger(ledger), name="l.json") == ledger


def test_a_ledger_that_nobody_could_have_booked_is_refused() -> None:
    entry = {
        "on": "2024-01-01",
        "kind": "paid",
        "line": "a|b|c|d|e",
        "payer": "x",
        "payee": "y",
        "amount": "5",
        "run": "r",
    }
    for spoilt, code in (
        (entry, "funding.paid_above_accrued"),
        (entry | {"amount": "0"}, "funding.entry_not_positive"),
        (entry | {"amount": "five"}, "factfile.entry_wrong"),
        (entry | {"line": "a"}, "factfile.entry_wrong"),
        (entry | {"kind": "gift"}, "factfile.entry_wrong"),
        ({}, "factfile.entry_wrong"),
        (None, "factfile.entry_wrong"),
    ):
        data = json.dumps({"format": "remeslo-ledger-1", "entries": [spoilt]}).encode()
        with pytest.raises(Unreadable) as refused:
            factfile.read_ledger(data, name="l.json")
        assert [f.code for f in refused.value.findings] == [code]
        assert re.search("[а-яё]{4}", say(refused.value.findings[0], "ru").what)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("withdrawal,a,2024-05-01,f1,f1,", "factfile.corrects_itself"),
        ("withdrawal,a,2024-05-01,f1,,yes", "factfile.withdraws_nothing"),
        ("withdrawal,a,2024-05-01,f1,f0,perhaps", "factfile.value_wrong"),
    ],
)
def test_a_correction_that_corrects_nothing_is_told_and_left_out(row: str, code: str) -> None:
    reading = factfile.read(f"kind,subject,on,key,corrects,withdraws\n{row}\n".encode(), name="f.csv", kinds=KINDS)

    assert (reading.facts, [f.code for f in reading.findings]) == ((), [code])


@pytest.mark.parametrize("text", ["15,000", "-1,500", "999,999"])
def test_a_comma_that_may_part_thousands_or_a_fraction_is_refused(text: str) -> None:
    row = f'kind,subject,on,price\nprice,a,2024-01-01,"{text}"\n'

    reading = factfile.read(row.encode(), name="f.csv", kinds=KINDS)

    assert [f.code for f in reading.findings] == ["factfile.value_wrong"]
    assert reading.facts == ()


@pytest.mark.parametrize(
    ("text", "price"),
    [("15 000,50", "15000.50"), ("0,125", "0.125"), ("1234,567", "1234.567"), ("15000", "15000"), ("15,5", "15.5")],
)
def test_a_comma_that_only_parts_a_fraction_is_read(text: str, price: str) -> None:
    row = f'kind,subject,on,price\nprice,a,2024-01-01,"{text}"\n'

    (fact,) = factfile.read(row.encode(), name="f.csv", kinds=KINDS).facts

    assert fact.values["price"] == Decimal(price)


@pytest.mark.parametrize(("language", "word"), [("ru", "ожидалось: число"), ("en", "expected: a number")])
def test_the_kind_of_value_that_was_expected_is_told_in_the_readers_language(language: str, word: str) -> None:
    (found,) = factfile.read(b"kind,subject,on,price\nprice,a,2024-01-01,many\n", name="f.csv", kinds=KINDS).findings

    assert word in say(found, language).what
