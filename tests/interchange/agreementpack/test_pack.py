"""The pack of what agreements must say: sound as shipped, nothing of it passed off as verified, bad files named."""

from __future__ import annotations

from datetime import date

import pytest

from remeslo.core.agreements.kinds import AgreementKind
from remeslo.interchange.agreementpack import builtin, read

GOOD = """
format = 1
key = "p"
title_ru = "а"
title_en = "a"

[[point]]
kind = "network"
key = "k"
since = 2020-01-01
title_ru = "б"
title_en = "b"
source = "s"
verified = false
"""


def test_shipped_pack_has_the_mandatory_content_of_a_network_contract_unverified() -> None:
    points = [p for p in builtin().points if p.kind is AgreementKind.NETWORK and p.required]

    assert [p.key for p in points] == ["programme", "documents", "resources", "duties"]
    assert not any(p.verified for p in builtin().points)


def test_good_pack_is_read() -> None:
    pack, findings = read(GOOD.encode(), name="p.toml")

    assert findings == () and pack is not None
    assert [(p.key, p.since, p.required) for p in pack.points] == [("k", date(2020, 1, 1), True)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("format = 1", "format = 2", "agreementpack.value", id="format"),
        pytest.param('key = "p"', "", "agreementpack.missing", id="no key"),
        pytest.param('kind = "network"', 'kind = "nothing"', "agreementpack.value", id="kind"),
        pytest.param("verified = false", 'verified = "no"', "agreementpack.value", id="verified"),
        pytest.param('source = "s"', 'source = "s"\nlaw = 1', "agreementpack.unknown", id="unknown"),
        pytest.param('source = "s"', 'source = "s"\nuntil = 2019-01-01', "agreementpack.value", id="until"),
        pytest.param("[[point]]", "[[point", "agreementpack.not_toml", id="no toml"),
        pytest.param('title_en = "a"', 'title_en = "a"\nrisk_days = 0', "agreementpack.value", id="days"),
    ],
)
def test_bad_pack_is_refused_with_its_line(old: str, new: str, code: str) -> None:
    pack, findings = read(GOOD.replace(old, new, 1).encode(), name="p.toml")

    assert pack is None
    assert code in [f.code for f in findings]
    assert all(f.where.startswith("p.toml") for f in findings)
