"""The picture of the house is what .importlinter says the house is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_picture_of_the_house_is_drawn_from_its_contract():
    command = [sys.executable, "scripts/house.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}Draw it anew: python scripts/house.py"
