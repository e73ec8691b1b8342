"""`scripts/checks.py`: every stage runs, a failure is never lost, and the tests that ran are counted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TWO_SUITES = """<testsuites>
  <testsuite tests="5" failures="1" errors="1" skipped="1"/>
  <testsuite tests="2" failures="0" errors="0" skipped="0"/>
</testsuites>"""


@pytest.fixture
def checks(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module that writes its reports into the test's own folder."""
    spec = importlib.util.spec_from_file_location("checks_under_test", root / "scripts/checks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "REPORTS", tmp_path)
    return module


def test_tests_are_counted_over_all_suites(checks: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(TWO_SUITES)

    assert checks.count_tests(tmp_path / "unit.xml") == (4, 2, 1)


def test_a_stage_without_a_report_ran_no_test(checks: ModuleType, tmp_path: Path) -> None:
    assert checks.count_tests(tmp_path / "unit.xml") == (0, 0, 0)


def test_a_failed_stage_does_not_keep_the_next_from_running_but_fails_the_whole(
    checks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def run_stage(stage: str, pytest_args: list[str]) -> object:
        ran.append(stage)
        return checks.Outcome(stage, 1.0, status=int(stage == "lint"), passed=3)

    monkeypatch.setattr(checks, "run_stage", run_stage)

    assert checks.main([]) == 1
    assert ran == list(checks.STAGES)
    assert capsys.readouterr().out.splitlines()[-1] == f"tests: {3 * len(ran)} passed, 0 failed, 0 skipped"


def test_an_unknown_stage_is_refused_by_name(checks: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["spelling"]) == 2
    assert "spelling" in capsys.readouterr().err
