"""Packs of staffing norms: the shipped one is sound and marked, a bad one is told with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from remeslo.core.staffing.norms import KNOWN_NORMS, NORM_KEYS, NoStaffNormInForce
from remeslo.interchange.sentences import say
from remeslo.interchange.staffpack import USUAL, builtin, read

TEXT = (resources.files("remeslo") / "packs" / "staffing" / f"{USUAL}.toml").read_text(encoding="utf-8")


def told(old: str, new: str) -> list[tuple[str, str]]:
    assert TEXT.count(old) >= 1
    _, findings = read(TEXT.replace(old, new, 1).encode(), name="p")
    for f in findings:
        assert "{" not in f"{say(f, 'ru')}{say(f, 'en')}"
    return [(f.code, str(f.facts.get("norm", f.facts.get("field", "")))) for f in findings]


def test_the_shipped_pack_has_every_norm_with_a_source_and_marks_what_is_not_verified() -> None:
    pack = builtin()[USUAL]

    assert set(KNOWN_NORMS) == set(pack.norms)
    values = {key: v for key, norm in pack.norms.items() for v in norm.values}
    assert all(v.source for v in values.values())
    assert not values["rate_hours"].verified
    assert "общее знание" in values["practitioner_share_min"].source and not values["practitioner_share_min"].verified
    assert values["notice_working_days"].verified
    assert all(not v.verified for v in values.values() if v.source.startswith(("общее знание", "предложение")))


def test_norms_of_a_day_are_numbers_and_a_day_before_the_first_value_is_an_error() -> None:
    pack = builtin()[USUAL]
    norms = pack.on(date(2026, 9, 1))

    assert (norms.rate_hours, norms.practitioner_share_min, norms.notice_working_days) == (720, Decimal("0.25"), 3)
    with pytest.raises(NoStaffNormInForce, match="notice_working_days"):
        pack.on(date(2024, 9, 1))


def test_a_later_value_holds_from_its_own_day() -> None:
    more = TEXT + '\n[[norm.rate_hours.value]]\nsince = 2027-09-01\namount = "700"\nsource = "x"\nverified = true\n'
    pack, findings = read(more.encode(), name="p")

    assert findings == ()
    assert pack is not None
    assert [pack.on(date(y, m, d)).rate_hours for y, m, d in ((2027, 8, 31), (2027, 9, 1))] == [720, 700]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("format = 1", "format = 2", ("staffpack.format_unknown", "")),
        ('key = "ru-staffing-2022"', 'key = "Ru 1"', ("staffpack.key_malformed", "")),
        ('amount = "720"', 'amount = "-1"', ("staffpack.amount", "rate_hours")),
        ('amount = "720"', 'amount = "0"', ("staffpack.amount", "rate_hours")),
        ('amount = "720"', 'amount = "1.5"', ("staffpack.amount", "rate_hours")),
        ('amount = "0.25"', 'amount = "25"', ("staffpack.amount", "practitioner_share_min")),
        ('amount = "720"', "amount = 720", ("staffpack.wrong_type", "amount")),
        ("since = 2022-09-01", "since = 2022-09-01T00:00:00", ("staffpack.wrong_type", "since")),
        ('unit = "academic_hour"', "", ("staffpack.field_missing", "unit")),
        ('unit = "academic_hour"', 'unit = "h"\nhard = true', ("staffpack.field_unknown", "hard")),
        ("[norm.rate_hours]", '[norm.more]\nunit = "h"\n\n[norm.rate_hours]', ("staffpack.norm_unknown", "more")),
    ],
)
def test_a_slip_in_a_pack_is_told(old: str, new: str, wanted: tuple[str, str]) -> None:
    assert wanted in told(old, new)


def test_a_pack_without_one_of_the_norms_is_refused_by_its_name() -> None:
    for key in NORM_KEYS:
        pack, findings = read(TEXT.replace(f"norm.{key}", "norm.other").encode(), name="p")

        assert pack is None
        assert [f.facts["norm"] for f in findings if f.code == "staffpack.norm_missing"] == [key]


@pytest.mark.parametrize("data", [b"", b"norm = 1", b"\xff\xfe", b"a = [" * 50, b"[norm]\nrate_hours = 1\n"])
def test_rubbish_gives_findings_and_no_pack(data: bytes) -> None:
    pack, findings = read(data, name="p")

    assert pack is None
    assert findings
