"""Workers as real processes: killed, frozen and told to end in mid-run, and still each run ends exactly once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import migrated

OUTSIDE = Path(__file__).with_name("outside.py")
pytestmark = pytest.mark.slow


class Outside:
    """Processes over one database of their own; all of them end with the test."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "REMESLO_DATA": str(data)}
        self.workers: list[subprocess.Popen[bytes]] = []

    def ask(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, OUTSIDE, *words], env=self.env, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def report(self, run: str, state: str = "") -> dict[str, Any]:
        """How the run stands, once it is in the state that is waited for."""
        found: dict[str, Any] = json.loads(self.ask("report", run, *([state] if state else [])))
        return found

    def worker(self, name: str, how: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, OUTSIDE, "work", str(self.folder), name, how]
        with (self.folder / f"{name}.log").open("wb") as log:
            started = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        self.workers.append(started)
        return started

    def planned(self, name: str) -> int:
        file = self.folder / name
        return len(file.read_text().splitlines()) if file.exists() else 0

    def wait(self, condition: Callable[[], bool], seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, {p.name: p.read_text()[-2000:] for p in self.folder.glob("*.log")}
            time.sleep(0.1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with tables; on PostgreSQL the one that the address names."""
    folder = tmp_path_factory.mktemp("data")
    migrated.seed(folder)
    Outside(folder, folder).ask("migrate")
    return folder


@pytest.fixture
def outside(tmp_path: Path, data: Path) -> Iterator[Outside]:
    found = Outside(tmp_path, data)
    try:
        yield found
    finally:
        for worker in found.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGCONT)
                worker.kill()
            worker.wait()


def test_run_of_a_killed_worker_is_finished_by_another_exactly_once(outside: Outside) -> None:
    run = outside.ask("seed", "killed")
    first = outside.worker("first", "hang")
    outside.wait(lambda: outside.planned("first") == 1)
    first.kill()

    outside.worker("second", "quick")
    outside.worker("third", "quick")
    outside.report(run, "done")
    time.sleep(2)  # longer than a lease: nobody takes it again

    assert outside.report(run) == {"state": "done", "attempt": 2, "statuses": ["optimal"], "versions": 1}
    assert outside.planned("second") + outside.planned("third") == 1


def test_worker_that_wakes_up_after_its_lease_writes_nothing(outside: Outside) -> None:
    run = outside.ask("seed", "frozen")
    sleeper = outside.worker("sleeper", "pause")
    outside.wait(lambda: outside.planned("sleeper") == 1)
    sleeper.send_signal(signal.SIGSTOP)

    outside.worker("second", "quick")
    outside.report(run, "done")
    (outside.folder / "go").touch()
    sleeper.send_signal(signal.SIGCONT)
    outside.wait(lambda: "nothing is written" in (outside.folder / "sleeper.log").read_text())

    found = outside.report(run)
    assert (found["state"], found["attempt"], found["statuses"], found["versions"]) == ("done", 2, ["optimal"], 1)


def test_worker_that_is_told_to_end_gives_its_run_back(outside: Outside) -> None:
    run = outside.ask("seed", "ended")
    first = outside.worker("first", "pause")
    outside.wait(lambda: outside.planned("first") == 1)
    first.terminate()
    time.sleep(0.3)
    (outside.folder / "go").touch()

    assert first.wait(30) == 0
    found = outside.report(run)
    assert (found["state"], found["attempt"], found["versions"]) == ("queued", 1, 0)
