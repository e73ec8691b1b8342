"""Core values of JSON bodies of rows: the same body is read once a process, whichever row has it."""

import json
from functools import lru_cache
from typing import Any, TypeVar

from remeslo.interchange.values import from_json

T = TypeVar("T")
_MOST = 20_000


def value_of(kind: type[T], body: Any) -> T:
    """
    The value of a type that a body says, as `from_json` reads it, which costs ten times as much.

    Values are shared by all who ask: core values are never changed.
    """
    key: Any = kind  # a class can be hashed, whatever the type says of T
    found: T = _read(key, json.dumps(body, ensure_ascii=False))
    return found


@lru_cache(maxsize=_MOST)
def _read(kind: Any, text: str) -> Any:
    return from_json(kind, json.loads(text))
