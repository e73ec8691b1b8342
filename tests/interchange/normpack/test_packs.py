"""Norm packs: every problem of a file with its line, lossless writing, the built-in packs and their pages."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.core.curriculum.rules import KNOWN_NORMS
from remeslo.interchange.normpack import builtin, page, read, write
from remeslo.interchange.sentences import say

GOOD = """\
format = 1
key = "test-pack"
title_ru = "Проба"
title_en = "Test"
country = "XX"

[norm.week_max_hours]
unit = "academic_hour"
title_ru = "Неделя"
title_en = "Week"

[[norm.week_max_hours.value]]
since = 2025-09-01
amount = "36"
source = "act 2"
verified = true

[[norm.week_max_hours.value]]
since = 2020-01-01
amount = 54
source = "act 1"
verified = false
"""

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
AMOUNT = st.decimals(0, 1, places=3) | st.integers(0, 10**6).map(Decimal)


@st.composite
def packs(draw: st.DrawFn) -> NormPack:
    keys = draw(st.lists(st.sampled_from((*sorted(KNOWN_NORMS), "own_norm", "week_max_hours.worker.ooo")), unique=True))
    norms = {}
    for key in keys or ["week_max_hours"]:
        days = sorted(draw(st.sets(st.integers(0, 20000), min_size=1, max_size=3)))
        amounts = st.decimals(0, 1, places=3) if "share" in key else AMOUNT
        values = tuple(
            NormValue(
                date(1995, 1, 1) + timedelta(days=d), draw(amounts), draw(TEXT.filter(str.strip)), draw(st.booleans())
            )
            for d in days
        )
        norms[key] = Norm(
            key=key, unit=draw(TEXT), title_ru=draw(TEXT), title_en=draw(TEXT), values=values, hard=draw(st.booleans())
        )
    return NormPack(key="a-pack-1", title_ru=draw(TEXT), title_en=draw(TEXT), country="XX", norms=norms)


@settings(max_examples=80)
@given(packs())
def test_pack_written_and_read_is_the_same(pack: NormPack) -> None:
    again, findings = read(write(pack), name="pack.toml")

    assert again == pack
    assert not any_hard(findings)


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_reading_anything_never_raises_and_never_gives_half_a_pack(data: bytes) -> None:
    pack, findings = read(data, name="x.toml")

    assert pack is None
    assert any_hard(findings)


def test_values_are_sorted_by_their_day_and_old_ones_stay() -> None:
    pack, findings = read(GOOD.encode(), name="good.toml")

    assert findings == ()
    assert pack is not None
    assert [(v.since.year, v.amount) for v in pack.norms["week_max_hours"].values] == [(2020, 54), (2025, 36)]
    assert pack.norms["week_max_hours"].hard, "hard unless it says otherwise"


@pytest.mark.parametrize("encoding", ("utf-8-sig", "windows-1251", "utf-16"))
def test_pack_in_another_encoding_is_read_all_the_same(encoding: str) -> None:
    text = GOOD.replace('"act 1"', '"постановление правительства"').replace(
        '"Неделя"', '"Наибольшая нагрузка в неделю"'
    )

    pack, findings = read(text.encode(encoding), name="x.toml")

    assert not any_hard(findings)
    assert pack is not None
    assert pack.norms["week_max_hours"].values[0].source == "постановление правительства"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    (
        ("format = 1", "format = 2", "norms.format_unknown", 1),
        ('key = "test-pack"', 'key = "Test Pack"', "norms.key_malformed", 2),
        ('country = "XX"\n', "", "norms.field_missing", 1),
        ('country = "XX"', 'country = "XX"\ncontinent = "Y"', "norms.field_unknown", 6),
        ('title_ru = "Неделя"', "title_ru = 5", "norms.wrong_type", 9),
        ("since = 2025-09-01", 'since = "2025"', "norms.wrong_type", 13),
        ("since = 2025-09-01", "since = 2025-09-01T10:00:00", "norms.wrong_type", 13),
        ("since = 2025-09-01", "since = 2020-01-01", "norms.day_twice", 7),
        ('amount = "36"', 'amount = "thirty-six"', "norms.amount_malformed", 14),
        ('amount = "36"', 'amount = "-1"', "norms.amount_out_of_range", 14),
        ('amount = "36"', "amount = nan", "norms.amount_out_of_range", 14),
        ('amount = "36"', "amount = true", "norms.wrong_type", 14),
        ('source = "act 2"', 'source = " "', "norms.source_empty", 15),
        ("verified = true\n", "", "norms.field_missing", 12),
        ("amount = 54", "amount = = 54", "norms.not_toml", 20),
        ("[[norm.week_max_hours.value]]", "[norm.Week.Max]\n[[norm.week_max_hours.value]]", "norms.key_malformed", 12),
    ),
)
def test_each_fault_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    pack, findings = read(GOOD.replace(old, new, 1).encode(), name="bad.toml")

    assert pack is None
    assert (code, f"bad.toml:{line}") in [(f.code, f.where) for f in findings]
    assert all(str(say(f, "ru")) and str(say(f, "en")) for f in findings)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    bad = GOOD.replace('amount = "36"', 'amount = "x"').replace("verified = false", "verified = 0").replace("XX", "")
    bad = bad.replace('unit = "academic_hour"', "units = 1")

    _, findings = read(bad.encode(), name="bad.toml")

    assert sorted({f.code for f in findings}) == [
        "norms.amount_malformed",
        "norms.field_missing",
        "norms.field_unknown",
        "norms.wrong_type",
    ]


@pytest.mark.parametrize("rest", ("", "[norm]\n"))
def test_pack_without_norms_is_refused(rest: str) -> None:
    head = GOOD.split("[norm.week_max_hours]")[0]

    pack, findings = read((head + rest).encode(), name="empty.toml")

    assert pack is None
    assert "norms.empty" in [f.code for f in findings]


def test_norms_that_are_no_tables_are_refused() -> None:
    head = GOOD.split("[norm.week_max_hours]")[0]

    assert ("norms.wrong_type", "x.toml:7") in codes(head + "norm = 3\n")
    assert ("norms.wrong_type", "x.toml:8") in codes(head + "[norm]\nweek_max_hours = 36\n")
    assert ("norms.wrong_type", "x.toml:10") in codes(head + "[norm.a]\nunit = 'u'\ntitle_ru = 'a'\nvalue = [3]\n")


def codes(text: str) -> list[tuple[str, str]]:
    pack, findings = read(text.encode(), name="x.toml")
    assert pack is None
    return [(f.code, f.where) for f in findings]


def test_norm_without_values_is_refused() -> None:
    text = GOOD.split("[[norm")[0] + "value = []\n"

    pack, findings = read(text.encode(), name="x.toml")

    assert pack is None
    assert [(f.code, f.where) for f in findings] == [("norms.no_values", "x.toml:7")]


def test_norm_that_the_program_does_not_know_is_kept_with_a_warning() -> None:
    pack, findings = read(GOOD.replace("week_max_hours", "week_max_hour").encode(), name="x.toml")

    assert pack is not None
    assert "week_max_hour" in pack.norms
    assert [(f.code, f.where, f.hard) for f in findings] == [("norms.key_unknown", "x.toml:7", False)]


def test_qualified_norm_may_be_quoted_or_a_table_inside_a_table() -> None:
    quoted = GOOD.replace("norm.week_max_hours", 'norm."week_max_hours.worker"')
    nested = GOOD.replace("norm.week_max_hours", "norm.week_max_hours.worker")

    assert read(quoted.encode(), name="q")[0] == read(nested.encode(), name="n")[0]
    assert list(read(nested.encode(), name="n")[0].norms) == ["week_max_hours.worker"]  # type: ignore[union-attr]


def test_very_large_and_very_deep_files_are_refused() -> None:
    large, (finding,) = read(b"#" * (2 * 1024 * 1024), name="large.toml")
    deep, findings = read(b"a = " + b"[" * 100_000, name="deep.toml")

    assert (large, finding.code) == (None, "file.too_large")
    assert (deep, findings[0].code) == (None, "norms.not_toml")


def test_built_in_packs_are_sound_and_come_back_from_their_own_text() -> None:
    for key, pack in builtin().items():
        assert pack.key == key
        assert read(write(pack), name=key) == (pack, ())
        assert {norm_key.split(".")[0] for norm_key in pack.norms} <= KNOWN_NORMS
        assert all(v.source.strip() for norm in pack.norms.values() for v in norm.values)


@pytest.mark.parametrize("key", sorted(builtin()))
def test_page_of_a_built_in_pack_says_what_the_pack_says(key: str, root: Path) -> None:
    written = (root / "docs" / "rules" / f"{key}.md").read_text(encoding="utf-8")

    assert written == page(builtin()[key]), "run python -m remeslo.interchange.normpack"


def test_every_rule_has_its_place_on_the_rules_page(root: Path) -> None:
    text = (root / "docs" / "rules" / "README.md").read_text(encoding="utf-8")

    assert [key for key in sorted(KNOWN_NORMS) if f"`{key}`" not in text] == []
    assert [key for key in builtin() if f"{key}.md" not in text] == []


SEEN_1995 = ("week_all_hours_max", "vacation_weeks_min", "vacation_weeks_max", "winter_vacation_weeks_min")
VERIFIED = {
    "ru-spo-worker-2021": set(),
    "ru-spo-specialist-2021": {("mandatory_share_max", 2021)},
    "ru-spo-worker-2016": set(),
    "ru-spo-specialist-2016": {("term_vacation_weeks.y4", 2016), ("base_difference_hours", 2016)},
    "ru-spo-worker-2013": {(key, 1995) for key in SEEN_1995},
    "ru-spo-specialist-2013": {
        *((key, 1995) for key in SEEN_1995),
        ("final_attestation_weeks_min", 2013),
        ("term_vacation_weeks.y2", 2013),
    },
    "de-dual": {
        ("week_max_hours", 2015),
        ("daily_hours_max", 2015),
        ("vacation_weeks_min", 2020),
        ("school_lessons_per_week_min", 1991),
        ("training_years_min", 2020),
        ("training_years_max", 2020),
    },
    "ch-dual": {
        ("week_max_hours", 2023),
        ("vacation_weeks_min", 2024),
        ("daily_hours_max", 2023),
        ("school_day_lessons_max", 2021),
    },
    "ru-dpo": set(),
}
"""What somebody has seen in the text of a source; a mark is added here only together with that source."""


def test_no_value_is_marked_verified_that_nobody_has_seen() -> None:
    marked = {
        key: {(norm.key, v.since.year) for norm in pack.norms.values() for v in norm.values if v.verified}
        for key, pack in builtin().items()
    }

    assert marked == VERIFIED


def test_source_that_tells_of_general_knowledge_is_never_a_verified_one() -> None:
    doubts = ("общее знание", "не сверен", "выведено")
    wrong = [
        f"{pack.key}: {norm.key}"
        for pack in builtin().values()
        for norm in pack.norms.values()
        for v in norm.values
        if v.verified and any(word in v.source for word in doubts)
    ]

    assert wrong == []
