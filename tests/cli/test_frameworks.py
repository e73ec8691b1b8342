"""`remeslo frameworks`: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.competence.frameworks import framework, item

from remeslo.interchange import case, sheets

OLD = framework(item("a", "Точить"), item("b", "Пилить"))
NEW = framework(item("a", "Точить валы"), item("c", "Варить"), version="2")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    (tmp_path / "old.json").write_bytes(case.write(OLD))
    return tmp_path / "old.json"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    (tmp_path / "new.xlsx").write_bytes(sheets.write(NEW))
    return tmp_path / "new.xlsx"


def test_read_tells_counts_of_every_framework(remeslo, old: Path, new: Path) -> None:  # type: ignore[no-untyped-def]
    ran = remeslo("frameworks", "read", old, new, "--json")

    assert ran.status == 0
    assert [(f["edition"], f["items"]) for f in ran.json["frameworks"]] == [
        ("f@1", {"skill": 2}),
        ("f@2", {"skill": 2}),
    ]
    assert all(c["found"] == c["read"] + c["left_out"] for f in ran.json["frameworks"] for c in f["counts"])


def test_read_of_a_folder_with_a_bad_file_reads_the_others_and_says_so(remeslo, old: Path) -> None:  # type: ignore[no-untyped-def]
    (old.parent / "bad.json").write_bytes(b'{"CFDocument": ')
    ran = remeslo("frameworks", "read", old.parent, "--json")

    assert ran.status == 1
    assert [f["edition"] for f in ran.json["frameworks"]] == ["f@1"]
    assert [f["code"] for f in ran.json["findings"] if f["hard"]] == ["json.cut_short"]


def test_read_of_nothing_readable_is_status_two(remeslo, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x.txt").write_text("ничего", encoding="utf-8")

    assert remeslo("frameworks", "read", tmp_path / "x.txt").status == 2
    assert (
        remeslo("frameworks", "read", tmp_path / "missing.json", "--json").json["findings"][0]["code"] == "file.missing"
    )


def test_compare_names_every_change(remeslo, old: Path, new: Path) -> None:  # type: ignore[no-untyped-def]
    ran = remeslo("frameworks", "compare", old, new, "--json")

    assert ran.status == 0
    assert {(i["change"], (i["new"] or i["old"])["text"]) for i in ran.json["items"]} == {
        ("reworded", "Точить валы"),
        ("added", "Варить"),
        ("removed", "Пилить"),
    }
    assert "Точить → Точить валы" in remeslo("frameworks", "compare", old, new).out


@pytest.mark.parametrize(("to", "name"), [("case", "out.json"), ("xlsx", "out.xlsx")])
def test_write_makes_a_file_that_reads_back(remeslo, old: Path, to: str, name: str) -> None:  # type: ignore[no-untyped-def]
    out = old.parent / "made" / name
    out.parent.mkdir()
    ran = remeslo("frameworks", "write", old, "--to", to, "--out", out, "--json")

    assert ran.status == 0
    assert ran.json["bytes"] == out.stat().st_size
    assert remeslo("frameworks", "compare", old, out, "--json").json["same"]


def test_write_puts_addresses_of_the_provider_into_a_package(remeslo, new: Path) -> None:  # type: ignore[no-untyped-def]
    out = new.parent / "p.json"
    remeslo("frameworks", "write", new, "--to", "case", "--out", out, "--base", "https://example.org/case")
    package = json.loads(out.read_text("utf-8"))

    assert all(i["uri"].startswith("https://example.org/case/CFItems/") for i in package["CFItems"])


def test_write_of_two_frameworks_is_refused(remeslo, old: Path, new: Path) -> None:  # type: ignore[no-untyped-def]
    ran = remeslo("frameworks", "write", old.parent, "--to", "case", "--out", old.parent / "x", "--json")

    assert ran.status == 2
    assert "framework.several" in [f["code"] for f in ran.json["findings"]]


def test_write_where_the_disk_refuses_is_told(remeslo, old: Path) -> None:  # type: ignore[no-untyped-def]
    ran = remeslo("frameworks", "write", old, "--to", "case", "--out", old.parent, "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == ["file.not_writable"]
