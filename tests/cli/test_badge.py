"""`remeslo badge`: what it says of a credential, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.interchange.openbadges.made import COLLEGE, COLLEGE_KEY, PLANT, PLANT_KEY, listed, signed

from remeslo.interchange import openbadges as ob

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    whole = {
        "badge": signed(),
        "spoilt": {**signed(), "name": "Другое"},
        "college": ob.profile(COLLEGE, [COLLEGE_KEY.multikey]),
        "plant": ob.profile(PLANT, [PLANT_KEY.multikey]),
        "list": listed(),
        "revoked": listed(94_567),
        "other": {"a": 1},
    }
    for name, document in whole.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def test_check_with_keys_and_list_says_that_it_is_proven(remeslo, files):
    known = ("--keys", files / "college.json", files / "plant.json", "--status-list", files / "list.json")

    ran = remeslo("badge", "check", files / "badge.json", "--json", "--at", "2026-07-02", *known)

    assert ran.status == 0
    assert (ran.json["good"], ran.json["proven"], ran.json["findings"]) == (True, True, [])
    assert [e["proven"] for e in ran.json["endorsements"]] == [True]


def test_check_of_a_changed_and_of_a_revoked_credential_ends_with_one(remeslo, files):
    changed = remeslo("badge", "check", files / "spoilt.json", "--lang", "en", "--at", "2026-07-02")
    known = ("--keys", files / "college.json", "--status-list", files / "revoked.json")
    revoked = remeslo("badge", "check", files / "badge.json", "--json", "--at", "2026-07-02", *known)

    assert changed.status == 1
    assert "the content was changed after signing" in changed.out
    assert revoked.status == 1
    assert "openbadge.revoked" in [f["code"] for f in revoked.json["findings"]]


def test_check_of_something_else_ends_with_two(remeslo, files):
    assert remeslo("badge", "check", files / "other.json").status == 2
    assert remeslo("badge", "check", files / "absent.json").status == 2


def test_keys_tells_the_keys_of_a_profile(remeslo, files):
    ran = remeslo("badge", "keys", files / "college.json", "--json")

    assert ran.status == 0
    assert ran.json == {"issuer": COLLEGE.id, "keys": ["EdDSA"]}
    assert remeslo("badge", "keys", files / "other.json").status == 1
