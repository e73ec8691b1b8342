"""Two editors as real processes over one database, and a worker of terms that is killed in mid-search."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests import migrated

OUTSIDE = Path(__file__).with_name("outside.py")
EACH = 250
"""Changes of each editor: 500 together."""
pytestmark = pytest.mark.slow


class Outside:
    """Processes over one database of their own; all of them end with the test."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "REMESLO_DATA": str(data)}
        self.started: list[subprocess.Popen[str]] = []

    def ask(self, *words: object) -> Any:
        done = subprocess.run(
            [sys.executable, OUTSIDE, *map(str, words)],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")

    def start(self, *words: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(OUTSIDE), *map(str, words)]
        started = subprocess.Popen(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.started.append(started)
        return started

    def wait(self, condition: Callable[[], bool], seconds: float = 90) -> None:
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, [p.poll() for p in self.started]
            time.sleep(0.05)


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
        for process in found.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


def folded(rows: list[list[Any]]) -> tuple[dict[str, list[Any]], dict[int, tuple[bool, int]]]:
    """
    The oracle: what stands at each place, written down as simply as can be, and of each change whether it was
    contested and beside what.
    """
    book: dict[str, list[Any]] = {}
    became: dict[int, tuple[bool, int]] = {}
    for number, place, _value, seen, _author in rows:
        there = book.get(place)
        newest = 0 if there is None else max([there[0], *there[1]])
        if there is None or seen == newest:
            book[place] = [number, []]
            became[number] = (False, 0)
        else:
            there[1].append(number)
            became[number] = (True, there[0])
    return book, became


def test_five_hundred_changes_of_two_editors_are_all_kept_and_both_are_shown_every_conflict(outside: Outside) -> None:
    seeded = outside.ask("seed", f"race-{uuid4().hex[:6]}")
    editors = [seeded["metodist"], seeded["zavod"]]
    started = [outside.start("edit", seeded["table"], user, n, EACH, outside.folder) for n, user in enumerate(editors)]
    outside.wait(lambda: all((outside.folder / f"ready-{u}").exists() for u in editors))
    (outside.folder / "go").touch()
    said = {}
    for user, process in zip(editors, started, strict=True):
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        said[user] = json.loads(out)
    found = outside.ask("look", seeded["table"])
    book, became = folded(found["rows"])

    # no change is lost: what each editor was told it did is what the table has, once each
    told = {t[0]: [*t[:4], user] for user in editors for t in said[user]["told"]}
    assert [row[0] for row in found["rows"]] == list(range(1, 2 * EACH + 1))
    assert found["rows"] == [told[n] for n in sorted(told)]
    assert found["last"] == 2 * EACH
    # what stands at each place is what the changes say, for the oracle and for the core's own fold
    assert found["book"] == book and found["same"]
    # a conflict is told to who made it at once, with what it stands beside, and to the other with the next news
    assert {t[0]: (t[4], t[5]) for user in editors for t in said[user]["told"]} == became
    assert all(said[user]["learnt"] == list(range(1, 2 * EACH + 1)) for user in editors)
    # there was a race: both editors were contested, and their changes lie between each other
    authors = [row[4] for row in found["rows"]]
    assert {told[n][4] for n, (contested, _beside) in became.items() if contested} == set(editors)
    assert sum(a != b for a, b in pairwise(authors)) > 10


def test_the_question_of_a_killed_worker_is_answered_by_another_exactly_once(outside: Outside) -> None:
    seeded = outside.ask("seed", f"kill-{uuid4().hex[:6]}")
    first = outside.start("work", outside.folder, "first", "hang")
    outside.wait(lambda: (outside.folder / "first").exists())
    first.send_signal(signal.SIGKILL)
    first.wait()
    outside.start("work", outside.folder, "second", "quick")

    assert outside.ask("report", seeded["question"], "done") == {"state": "done", "attempt": 2, "said": "proven"}
    assert (outside.folder / "second").read_text() == "solved\n"
