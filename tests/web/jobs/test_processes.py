"""Workers as real processes, killed outright in the middle of twenty jobs: none is lost, none is done twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import migrated

pytestmark = pytest.mark.slow
OUTSIDE = Path(__file__).with_name("outside.py")


def test_twenty_jobs_are_done_once_each_though_workers_are_killed_in_the_middle(tmp_path: Path) -> None:
    migrated.seed(tmp_path)
    done = subprocess.run(
        [sys.executable, OUTSIDE, "20", "3"],
        env={**os.environ, "REMESLO_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)

    assert found["states"] == ["done"] * 20
    assert (found["results"], found["told"], found["told_once"]) == (20, 20, 20)
    assert found["killed"] == 3 and 1 <= found["repeated"] <= 3
