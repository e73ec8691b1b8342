"""Lists a page at a time: the cursor says where the last page ended, so that nothing is skipped or told twice."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from pydantic import BaseModel, Field

from remeslo.web.api.problems import wrong
from remeslo.web.api.reading import sentence
from remeslo.web.api.values import Limit

MOST: Final = 200
T = TypeVar("T")
R = TypeVar("R", bound=Model)
Key = tuple[Any, ...]


class Asked(BaseModel):
    """Which part of a list."""

    limit: Limit = Field(50, description="Items of a page, 1 to 200.")
    cursor: str = Field("", max_length=600, description="`next` of the page before; empty for the first.")


class Page(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(None, description="Cursor of the next page; null on the last.")


def part(rows: Iterable[T], asked: Asked, place: Callable[[T], Key], salt: str) -> tuple[Sequence[T], str | None]:
    """A page of rows that are in memory; ``place`` orders them, and no two have the same."""
    after = _after(asked, salt)
    ordered = sorted(rows, key=place)
    try:
        left = [row for row in ordered if after is None or place(row) > after]
    except TypeError:
        raise _not_ours() from None
    shown = left[: asked.limit]
    more = len(left) > len(shown)
    return shown, _cursor(place(shown[-1]), salt) if more else None


def newest_first(rows: QuerySet[R], asked: Asked, salt: str) -> tuple[list[R], str | None]:
    """A page of rows, the last added first; one query."""
    after = _after(asked, salt)
    if after is not None and not (len(after) == 1 and isinstance(after[0], int)):
        raise _not_ours()
    if after is not None:
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return shown, _cursor((shown[-1].pk,), salt) if len(found) > len(shown) else None


def keyed(
    found: Callable[[Key | None, int], Sequence[T]], asked: Asked, place: Callable[[T], Key], salt: str
) -> tuple[Sequence[T], str | None]:
    """A page of rows that a query gives from a place on (``None``: from the first), at most so many."""
    rows = found(_after(asked, salt), asked.limit + 1)
    shown = rows[: asked.limit]
    return shown, _cursor(place(shown[-1]), salt) if len(rows) > len(shown) else None


def _after(asked: Asked, salt: str) -> Key | None:
    if not asked.cursor:
        return None
    try:
        read = signing.loads(asked.cursor, salt=f"remeslo.api.{salt}")
    except signing.BadSignature:
        raise _not_ours() from None
    return tuple(read)


def _cursor(place: Key, salt: str) -> str:
    return signing.dumps(list(place), salt=f"remeslo.api.{salt}")


def _not_ours() -> Exception:
    return wrong("query.cursor", "cursor", sentence("cursor"))
