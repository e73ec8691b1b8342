"""
Runs the checks, each timed, all of them even when one fails, and sums them up.

    python scripts/checks.py [STAGE...] [-- PYTEST_ARGS...]

Without a stage: all of them, as `make test` and CI do. The last line counts the tests that ran.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
REPORTS = ROOT / "var/log"

STAGES: dict[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "imports": ("lint-imports",),
    "unit": ("pytest", "--ignore=tests/browser", "-n2", "--dist=loadfile", "--durations=8", "--durations-min=5"),
    "postgres": ("python", "scripts/postgres.py", str(BIN / "pytest"), "tests/web", "-n2", "--dist=loadfile"),
    "browser": ("pytest", "tests/browser"),
}
PYTEST_STAGES = ("unit", "postgres", "browser")
NO_TESTS_RAN = 5  # pytest's status, when PYTEST_ARGS choose tests of the other stage only


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage ended, and the tests it ran where it runs tests."""

    stage: str
    seconds: float
    status: int
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def run_stage(stage: str, pytest_args: list[str]) -> Outcome:
    """Run one stage with its output on the screen."""
    tool, *words = STAGES[stage]
    report = REPORTS / f"{stage}.xml"
    if stage in PYTEST_STAGES:
        report.unlink(missing_ok=True)
        words += [f"--junitxml={report}", *pytest_args]
    print(f"\n=== {stage}", flush=True)
    started = time.monotonic()
    status = subprocess.run([BIN / tool, *words], cwd=ROOT, check=False, env=environment()).returncode
    seconds = time.monotonic() - started
    if status == NO_TESTS_RAN and stage in PYTEST_STAGES and pytest_args:
        status = 0
    print(f"=== {stage}: {'ok' if status == 0 else f'failed ({status})'} in {seconds:.1f} s", flush=True)
    return Outcome(stage, seconds, status, *count_tests(report) if stage in PYTEST_STAGES else ())


def environment() -> dict[str, str]:
    """A data folder for the checks alone; one thread for linear algebra, since more of them wait for each other."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**threads, "REMESLO_DATA": str(ROOT / "var/test-data"), **os.environ}


def count_tests(report: Path) -> tuple[int, int, int]:
    """Tests passed, failed and skipped, from pytest's report; a stage that wrote none ran none."""
    if not report.exists():
        return (0, 0, 0)
    total = failed = skipped = 0
    for suite in ElementTree.parse(report).iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return (total - failed - skipped, failed, skipped)


def main(arguments: list[str]) -> int:
    """Run the named stages, or all; 0 when each was good."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    stages, pytest_args = arguments[:cut] or list(STAGES), arguments[cut + 1 :]
    if unknown := set(stages) - set(STAGES):
        print(f"unknown stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}", file=sys.stderr)
        return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [run_stage(stage, pytest_args) for stage in stages]

    print("\nstage        seconds  result")
    for done in outcomes:
        print(f"{done.stage:<10} {done.seconds:9.1f}  {'ok' if done.status == 0 else 'FAILED'}")
    print(f"{'together':<10} {sum(done.seconds for done in outcomes):9.1f}\n")
    if any(done.stage in PYTEST_STAGES for done in outcomes):
        passed, failed, skipped = (
            sum(getattr(done, name) for done in outcomes) for name in ("passed", "failed", "skipped")
        )
        print(f"tests: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if any(done.status for done in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
