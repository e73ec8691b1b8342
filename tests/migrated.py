"""
A database file with all migrations applied, made once and copied: applying them costs a process some 12 s of CPU.

The copy is taken by the very content of migrations, models and settings of apps: any change of them applies every
migration again, and the first process of the tests does so with a lock, while the others wait for its file. Databases
on a server are not touched.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var/test-data/migrated"
WEB = ROOT / "src/remeslo/web"
MADE_FROM = ("**/migrations/*.py", "**/models.py", "**/models/*.py", "**/enums.py", "**/apps.py", "config/*.py")


def template() -> Path:
    """Where the file of this state of the source lies, or will lie."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted({p for pattern in MADE_FROM for p in WEB.glob(pattern)}):
        digest.update(str(path.relative_to(WEB)).encode())
        digest.update(path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:24]}.sqlite3"


def seed(data: Path) -> None:
    """Puts the file into a data folder, where there is one; whoever starts there finds little to migrate."""
    data.mkdir(parents=True, exist_ok=True)
    with _locked():
        if (source := template()).is_file():
            shutil.copyfile(source, data / "remeslo.sqlite3")


def copied(connection: Any) -> None:
    """Lets the test database of a connection begin as a copy; on another database than SQLite nothing is changed."""
    if connection.vendor != "sqlite":
        return
    creation, source = connection.creation, template()
    empty: Callable[..., str] = creation._create_test_db
    whole: Callable[..., str] = creation.create_test_db

    def begun(*args: Any, **kwargs: Any) -> str:
        name = empty(*args, **kwargs)
        if source.is_file():
            shutil.copyfile(source, name)
        return name

    def created(*args: Any, **kwargs: Any) -> str:
        with _locked():
            name = whole(*args, **kwargs)
            if not source.is_file():
                _keep(connection, source)
        return name

    creation._create_test_db, creation.create_test_db = begun, created


def _keep(connection: Any, source: Path) -> None:
    """Writes the file, whole or not at all, and takes away those of other states of the source."""
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = source.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(source)


@contextmanager
def _locked() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
