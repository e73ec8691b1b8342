"""`fund settle|explain|trace|packs` as a person, or another program, would run them."""

import json
from decimal import Decimal

import pytest

from remeslo.interchange import fundpack

CSV = """kind,subject,on,known,provider,employer,price,band_max,planned_end,age,levy
apprenticeship,a,2017-08-04,,p,e,11250,17000,2018-08-20,20,no
withdrawal,a,2017-11-12,2018-01-10,,,,,,,
"""
MONTHS = "2017-08-31,2017-09-30,2017-10-31,2017-11-30,2017-12-31"


@pytest.fixture
def facts(tmp_path):
    file = tmp_path / "facts.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


@pytest.fixture
def settled(remeslo, facts):
    def run(*args, on="2018-01-31"):
        return remeslo("fund", "settle", facts, "--rules", "en-apprenticeship", "--on", on, *args)

    return run


def test_settle_prints_each_line_with_its_reasons(settled):
    ran = settled("--json", on="2017-10-31")

    assert ran.status == 0
    assert ran.json["totals"] == {"due": "2250.00000", "paid": "0", "amount": "2250.00000"}
    line = ran.json["lines"][0]
    assert (line["learner"], line["period"], line["kind"], line["amount"]) == (
        "a",
        "2017-08",
        "on_programme",
        "750.00000",
    )
    values = {b["name"]: b["value"] for b in line["because"]}
    assert (values["price"], values["instalments"], values["co_investment"]) == ("11250", "12", "0.1")
    assert {p["payer"]: p["amount"] for p in line["payers"]} == {"government": "675.00000", "e": "75.00000"}


def test_settle_after_replayed_months_gives_back_what_fell_away(settled):
    ran = settled("--replay", MONTHS, "--json")

    assert ran.json["totals"]["amount"] == "-1500.00000"
    assert {x["period"] for x in ran.json["lines"] if x["state"] == "awaiting_clawback"} == {"2017-11", "2017-12"}


def test_settle_books_a_ledger_that_the_next_settlement_reads(settled, tmp_path):
    book = tmp_path / "ledger.json"
    first = settled("--book", book, "--json", on="2017-12-31")
    second = settled("--ledger", book, "--json")

    assert first.status == second.status == 0
    assert second.json["totals"] == {"due": "2250.00000", "paid": "3750.00000", "amount": "-1500.00000"}


def test_settle_of_a_table_and_of_json_is_the_same(remeslo, settled, tmp_path):
    rows = [dict(zip(CSV.splitlines()[0].split(","), r.split(","), strict=True)) for r in CSV.splitlines()[1:]]
    other = tmp_path / "facts.json"
    other.write_text(json.dumps([{k: v for k, v in r.items() if v} for r in rows]), encoding="utf-8")
    told = remeslo("fund", "settle", other, "--rules", "en-apprenticeship", "--on", "2018-01-31", "--json")

    assert [x["amount"] for x in told.json["lines"]] == [x["amount"] for x in settled("--json").json["lines"]]


def test_a_wrong_fact_is_named_and_the_others_are_settled(remeslo, facts):
    facts.write_text(CSV + "apprenticeship,b,2017-08-04,,p,e,many,,2018-08-20,20,no\n", encoding="utf-8")
    ran = remeslo("fund", "settle", facts, "--rules", "en-apprenticeship", "--on", "2017-10-31", "--json")

    assert ran.status == 1
    assert [f["where"] for f in ran.json["findings"]] == ["facts.csv:4, price"]
    assert {x["learner"] for x in ran.json["lines"]} == {"a"}


@pytest.mark.parametrize("content", ["", "[]", "name;age\n", '{"facts": 5}', "\x00\x01"])
def test_what_is_no_file_of_facts_has_status_2(remeslo, facts, content):
    facts.write_text(content, encoding="utf-8")
    ran = remeslo("fund", "settle", facts, "--rules", "en-apprenticeship", "--on", "2017-10-31", "--json")

    assert ran.status == 2
    assert ran.json["findings"]


def test_an_unknown_pack_names_those_that_there_are(remeslo, facts):
    ran = remeslo("fund", "settle", facts, "--rules", "no-such", "--on", "2017-10-31", "--lang", "en")

    assert ran.status == 2
    assert "ru-percapita" in ran.out


def test_explain_gives_three_lines_and_the_facts_behind_them(remeslo, facts):
    ran = remeslo(
        "fund", "explain", facts, "--rules", "en-apprenticeship", "--on", "2017-10-31", "--period", "2017-09", "--json"
    )
    (line,) = ran.json["lines"]

    assert line["formula"] == "on_programme_share × min(price; band_max) ÷ instalments"
    assert line["with_numbers"] == "0.8 × min(11250; 17000) ÷ 12"
    assert "funding band maximum" in line["with_names"]["en"]
    assert [f["kind"] for f in line["facts"]] == ["apprenticeship"]
    said = remeslo("fund", "explain", facts, "--rules", "en-apprenticeship", "--on", "2017-10-31", "--lang", "ru")
    assert said.out.count("0.8 × min(11250; 17000) ÷ 12 = 750.00000") == 3


def test_explain_of_no_line_has_status_2(remeslo, facts):
    ran = remeslo("fund", "explain", facts, "--rules", "en-apprenticeship", "--on", "2017-10-31", "--kind", "gift")

    assert ran.status == 2


@pytest.fixture
def pilot(planned, tmp_path):
    """Facts of a learner of a programme that the smallest example plans."""
    programme = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    key = _programme(programme)
    file = tmp_path / "pilot.json"
    rows = [
        {
            "key": "a",
            "kind": "admission",
            "subject": "s",
            "on": "2025-09-01",
            "values": {"programme": key, "college": "c", "project": True},
        },
        {
            "key": "w",
            "kind": "employment",
            "subject": "s",
            "on": "2026-03-01",
            "by": "c",
            "values": {"checkpoint": 4, "status": "employed"},
        },
        {
            "key": "k",
            "kind": "confirmation",
            "subject": "w",
            "on": "2026-03-09",
            "by": "plant",
            "values": {"confirmed": True},
        },
    ]
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file, key


def _programme(plan):
    found = []

    def walk(value):
        if isinstance(value, dict):
            if "programme" in value and isinstance(value["programme"], str):
                found.append(value["programme"])
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(plan)
    return found[0]


def test_trace_leads_from_a_rouble_to_the_demand_and_back(remeslo, pilot, planned):
    file, key = pilot
    common = (file, "--rules", "ru-cluster-pilot", "--on", "2026-03-31", "--plan", planned, "--json")
    line = "line:work_4|pilot c|s|2026|work_4"
    up = remeslo("fund", "trace", *common, line).json["steps"]

    assert {s["kind"] for s in up} == {"line", "rule", "fact", "subject", "programme", "request", "employer"}
    assert [s["key"] for s in up if s["kind"] == "programme"] == [f"programme:{key}"]
    employer = next(s["key"] for s in up if s["kind"] == "employer")
    down = remeslo("fund", "trace", *common, "--forward", employer).json["steps"]
    assert line in {s["key"] for s in down}
    assert sum(Decimal(s["amount"]) for s in down if s["kind"] == "line") == Decimal("73000.00")


def test_trace_of_an_unknown_key_suggests_others(remeslo, pilot):
    file, _ = pilot
    ran = remeslo("fund", "trace", file, "--rules", "ru-cluster-pilot", "--on", "2026-03-31", "line:work")

    assert ran.status == 2
    assert "work_4" in ran.out


def test_packs_list_names_every_pack_and_the_facts_it_reads(remeslo):
    ran = remeslo("fund", "packs", "list", "--json")

    assert [p["key"] for p in ran.json["packs"]] == list(fundpack.builtin())
    english = next(p for p in ran.json["packs"] if p["key"] == "en-apprenticeship")
    assert english["facts"]["apprenticeship"]["planned_end"] == {"type": "day", "required": True}
    assert "ru-percapita" in remeslo("fund", "packs", "list", "--lang", "en").out


def test_packs_check_tries_examples_and_cases(remeslo, root, tmp_path):
    cases = root / "tests/golden/funding/en-apprenticeship.toml"
    ran = remeslo("fund", "packs", "check", "en-apprenticeship", "--cases", cases, "--json")

    assert ran.status == 0
    assert len(ran.json["tried"]) > 30
    assert all(t["as_expected"] for t in ran.json["tried"])
    other = tmp_path / "cases.toml"
    other.write_text(cases.read_text(encoding="utf-8").replace('total = "4000"', 'total = "4001"'), encoding="utf-8")
    wrong = remeslo("fund", "packs", "check", "en-apprenticeship", "--cases", other, "--lang", "en")
    assert wrong.status == 1
    assert "4001" in wrong.out.replace(",", "")


def test_year_is_closed_proved_and_not_booked_again(remeslo, settled, facts, tmp_path):
    book, closed = tmp_path / "ledger.json", tmp_path / "closed.json"
    settled("--book", book, on="2017-12-31")
    common = ("fund", "year", facts, "--rules", "en-apprenticeship", "--on", "2018-02-01", "--year", "2017", "--json")
    first = remeslo(*common, "--ledger", book, "--book", closed)

    assert first.status == 0
    assert sum(Decimal(b) for b in first.json["balances"].values()) == 0
    again = remeslo(*common, "--ledger", closed, "--digest", first.json["digest"])
    assert (again.status, again.json["digest"]) == (0, first.json["digest"])
    facts.write_text(CSV.replace("11250", "11260"), encoding="utf-8")
    changed = remeslo(*common, "--ledger", closed)
    assert changed.status == 1
    assert {f["code"] for f in changed.json["findings"]} == {"funding.year_not_replayed"}
    late = settled("--ledger", closed, "--book", tmp_path / "no.json", "--json", on="2017-12-31")
    assert late.status == 1
    assert "funding.booked_otherwise" in {f["code"] for f in late.json["findings"]}


def test_sample_takes_every_line_above_the_limit(remeslo, facts):
    common = ("fund", "sample", facts, "--rules", "en-apprenticeship", "--on", "2017-12-31", "--json")
    ran = remeslo(*common, "--limit", "750")

    assert {x["chosen"] for x in ran.json["lines"]} == {"above_limit"}
    assert ran.json["value"] == ran.json["total"] == "3750.00000"
    assert len(remeslo(*common).json["lines"]) == 1


@pytest.fixture
def closed(remeslo, facts, settled, tmp_path):
    """A ledger of 2017 whose years up to 2018 are closed, with nothing booked in 2018."""
    book, shut = tmp_path / "book.json", tmp_path / "shut.json"
    settled("--book", book, on="2017-12-31")
    common = ("fund", "year", facts, "--rules", "en-apprenticeship", "--on", "2018-12-31", "--ledger", book)
    assert remeslo(*common, "--year", "2018", "--book", shut).status == 0
    return shut


def test_a_day_replayed_into_a_closed_year_is_told(settled, closed):
    ran = settled("--ledger", closed, "--replay", "2018-01-31", on="2018-02-28")

    assert ran.status == 2
    assert "--replay" in ran.err + ran.out


def test_closing_an_earlier_year_again_leaves_the_later_one_closed(remeslo, facts, closed, tmp_path):
    again = tmp_path / "again.json"
    common = ("fund", "year", facts, "--rules", "en-apprenticeship", "--on", "2018-12-31", "--ledger", closed)
    ran = remeslo(*common, "--year", "2017", "--book", again)

    assert ran.status == 0
    assert json.loads(again.read_text(encoding="utf-8"))["closed_until"] == "2018-12-31"


def test_a_year_that_is_not_over_is_not_closed(remeslo, facts, closed, tmp_path):
    common = ("fund", "year", facts, "--rules", "en-apprenticeship", "--on", "2018-12-30", "--ledger", closed)
    ran = remeslo(*common, "--year", "2018", "--book", tmp_path / "no.json")

    assert ran.status == 2
    assert not (tmp_path / "no.json").exists()


@pytest.mark.parametrize("text", ["0", "99999", "soon", "-5"])
def test_what_is_no_year_is_refused_before_anything_is_read(remeslo, text):
    with pytest.raises(SystemExit):
        remeslo("fund", "year", "x", "--rules", "en-apprenticeship", "--on", "2018-12-31", "--year", text)


def test_a_withdrawal_of_somebody_who_never_began_is_told(settled, facts):
    facts.write_text(CSV.replace("withdrawal,a,", "withdrawal,aa,"), encoding="utf-8")
    ran = settled("--json")

    (found,) = [f for f in ran.json["findings"] if f["code"] == "funding.no_beginning"]
    assert found["facts"]["subjects"] == ["aa"]
