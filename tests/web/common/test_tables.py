"""Tables made at once are those that all migrations one after another make."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.web.common.databases import other_database

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tables_made_at_once_equal_those_of_all_migrations(tmp_path):
    at_once = shape(tmp_path / "once")
    one_by_one = shape(tmp_path / "each", "--one-by-one")
    assert at_once.keys() == one_by_one.keys()
    for part in at_once:
        assert at_once[part] == one_by_one[part], part
    assert at_once["migrations"]


def shape(folder: Path, *words: str) -> dict[str, list[str]]:
    """What a database of its own is made of, migrated with these words."""
    folder.mkdir()
    ours = {"REMESLO_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "remeslo.web.config.settings"}
    if connection.vendor == "sqlite":
        return made(os.environ | ours, *words)
    with other_database(f"{connection.settings_dict['NAME']}_{folder.name}") as address:
        return made(os.environ | ours | {"REMESLO_DATABASE_URL": address}, *words)


def made(held: dict[str, str], *words: str) -> dict[str, list[str]]:
    """The shape, once migrated."""
    for command in (["-m", "remeslo.web", "manage", "migrate", "--verbosity=0", *words], [str(HERE / "shape.py")]):
        asked = [sys.executable, *command]
        done = subprocess.run(asked, env=held, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found
