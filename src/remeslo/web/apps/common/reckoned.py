"""
Values that cost seconds to compute, kept as files of the data folder under everything that they depend on.

A key names the rows (a stamp), the database, and the text of the program: what is found under it is what would be
computed now. Nothing is ever made invalid; what nobody asks for any longer is thrown away when there are too many.
All processes of a machine share the files. Rights are never part of a value: it is what the rows say, and who may see
what of it is asked each time.
"""

import zlib
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connection

T = TypeVar("T")
_MOST: Final = 5000
_PROGRAM: Final = Path(__file__).resolve().parents[3]


def reckoned(key: Hashable, compute: Callable[[], T], *, by: Iterable[str]) -> T:
    """
    The value under a key, computed at most once.

    Parameters
    ----------
    key
        Its ``repr`` names all rows that the value depends on.
    by
        Folders and files of the package whose text says how it is computed: ``core/results``.
    """
    folder: Path | None = settings.RECKONED
    if folder is None:
        return compute()
    name = sha256(repr((key, _database(), _text(tuple(by)))).encode()).hexdigest()
    held = _files()
    found: tuple[T] | None = _read(held, name)
    if found is None:
        found = (compute(),)
        held.set(name, found)
    return found[0]


def _read(held: FileBasedCache, name: str) -> "tuple[T] | None":
    try:
        found: tuple[T] | None = held.get(name)
    except (EOFError, OSError, ValueError, AttributeError, ImportError, UnpicklingError, zlib.error):  # torn: no value
        return None
    return found


def _database() -> tuple[str, str]:
    return str(connection.settings_dict["NAME"]), str(connection.settings_dict.get("HOST", ""))


@cache
def _files() -> FileBasedCache:
    return FileBasedCache(str(settings.RECKONED), {"TIMEOUT": None, "OPTIONS": {"MAX_ENTRIES": _MOST}})


@cache
def _text(parts: tuple[str, ...]) -> str:
    """A digest of the program's text in these places."""
    digest = sha256()
    for part in parts:
        place = _PROGRAM / part
        files = [place] if place.is_file() else sorted(f for f in place.rglob("*") if f.suffix in (".py", ".toml"))
        for file in files:
            digest.update(file.read_bytes())
    return digest.hexdigest()
