"""What a backup says of itself: the version, the tables with their digests, the head of the log's chain."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from remeslo.core.base.chain import Head

FORMAT: Final = 1
NAME: Final = "manifest.json"


class NotABackup(Exception):
    """The file is no backup, is damaged, or is of a format this version does not know; says which."""


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` of a table with these ``columns``; ``sha256`` is of its lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    Parameters
    ----------
    made
        ISO time.
    migrations
        By app, the last migration that the database had.
    tables
        By the name in the database.
    head
        Of the log's chain; a restored database must end with it.
    """

    program: str
    made: str
    engine: str
    migrations: Mapping[str, str]
    tables: Mapping[str, Table]
    head: Head

    def as_json(self) -> str:
        """Text of the file in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(t.rows for t in self.tables.values())


def read_manifest(file: Path) -> Manifest:
    """The manifest of a backup; raises `NotABackup`, FileNotFoundError."""
    try:
        with zipfile.ZipFile(file) as archive:
            held = json.loads(archive.read(NAME))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise NotABackup(str(error)) from error
    if held.get("format") != FORMAT:
        raise NotABackup(f"format {held.get('format')}")
    try:
        return Manifest(
            program=held["program"],
            made=held["made"],
            engine=held["engine"],
            migrations=dict(held["migrations"]),
            tables={n: Table(tuple(t["columns"]), t["rows"], t["sha256"]) for n, t in held["tables"].items()},
            head=Head(**held["head"]),
        )
    except (KeyError, TypeError) as error:
        raise NotABackup(str(error)) from error
