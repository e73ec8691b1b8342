"""Processes that act and send are killed outright: every kept act has exactly one delivery, and each arrives."""

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


def test_every_act_has_one_delivery_that_arrives_though_processes_are_killed_in_the_middle(tmp_path: Path) -> None:
    migrated.seed(tmp_path)
    done = subprocess.run(
        [sys.executable, OUTSIDE, "25", "4"],
        env={**os.environ, "REMESLO_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)

    assert found["acts"] >= 25 and found["killed"] == 4
    assert found["rows"] == found["entries"] == found["acts"]
    assert found["states"] == ["sent"] and found["arrived"]
    assert 0 <= found["twice"] <= 4, "only what was on its way when its courier was killed"
