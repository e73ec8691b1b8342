"""Killed at any moment, the best solution so far is on disk, whole and lawful."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.core.timetable.small import planted

from remeslo.cli.timetablecurve import read_curve
from remeslo.core.timetable.check import check
from remeslo.core.timetable.score import score
from remeslo.interchange import itc2019

PROBLEM, LAWFUL = planted(7, num_courses=40, num_rooms=10, num_students=150, num_rules=150)
WRITER = """
import sys
from pathlib import Path
from remeslo.cli.timetablefiles import write_whole
out, n = Path(sys.argv[1]), 0
while True:
    n += 1
    write_whole(out, (str(n) * 200_000).encode())
"""


@pytest.fixture(scope="module")
def problem_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "p.xml"
    path.write_bytes(itc2019.write_problem(PROBLEM))
    return path


def started(problem: Path, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "remeslo.cli.main", "timetable", "solve", str(problem), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--limit-s", "300", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 240
    while not path.exists():
        assert process.poll() is None, "the command ended before it wrote anything"
        assert time.monotonic() < until, "nothing was written for minutes"
        time.sleep(0.02)


def judged_total(out: Path) -> int:
    reading = itc2019.read_solution_file(out, PROBLEM)
    assert reading.findings == ()
    assert reading.timetable is not None
    assert check(PROBLEM, reading.timetable) == []
    return score(PROBLEM, reading.timetable).total


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_command_leaves_a_lawful_solution_on_disk(problem_file: Path, tmp_path: Path, seed: int) -> None:
    out = tmp_path / "s.xml"
    process = started(problem_file, out)
    try:
        wait_for(out, process)
        time.sleep(random.Random(seed).uniform(0, 2.5))
    finally:
        process.kill()
        process.communicate()
    total = judged_total(out)

    written = [p.score.total for p in read_curve(tmp_path / "s.xml.curve.csv")]
    assert total in written or total < min(written, default=10**9)
    assert total <= (written or [total])[-1]


def test_a_command_asked_to_stop_ends_at_once_with_the_best_and_says_so(problem_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.xml"
    process = started(problem_file, out)
    try:
        wait_for(out, process)
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=120)
    finally:
        process.kill()
        process.communicate()

    answer = json.loads(told)
    assert process.returncode == 0
    assert answer["status"] == "cancelled"
    assert judged_total(out) == answer["total"]


def test_a_file_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    out = tmp_path / "s.xml"
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(out)], text=True)
    wait_for(out, process)
    time.sleep(0.3)
    process.kill()
    process.wait()
    data = out.read_bytes()

    assert len(data) % 200_000 == 0
    assert data == data[: len(data) // 200_000] * 200_000
