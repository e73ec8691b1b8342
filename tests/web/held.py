"""
One loading of a cluster for the tests of a file: made in a transaction that is taken back at the file's end.

Each test that asks for it runs in a savepoint and leaves no trace. Before a test that does not ask for it, or commits
(``transaction=True``), the transaction is taken back; the next one that asks loads again.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

Make = Callable[[], Any]
NAME = "held_cluster"
_alive: list["_Held"] = []
_may_hold = [False]


def held(request: pytest.FixtureRequest, make: Make) -> Iterator[Make]:
    """What the module-scoped fixture ``held_cluster`` yields: a function that gives the row, fresh each time."""
    request.getfixturevalue("django_db_setup")
    one = _Held(make, request.getfixturevalue("django_db_blocker"))
    _alive.append(one)
    if _may_hold[0]:
        one.open()
    yield one.row
    _alive.remove(one)
    one.close()


def begin(item: pytest.Item) -> None:
    """Before each test: what it asks for is there, and nothing else is."""
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    says = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    _may_hold[0] = not (says or "transactional_db" in names or "live_server" in names)
    for one in _alive:
        if NAME in names and _may_hold[0]:
            one.open()
        else:
            one.close()


class _Held:
    def __init__(self, make: Make, blocker: Any) -> None:
        self._make, self._blocker = make, blocker
        self._made: Any = None
        self._atomic: Any = None

    def row(self) -> Any:
        """The row, as it was loaded."""
        return self._make() if self._made is None else type(self._made).objects.get(pk=self._made.pk)

    def open(self) -> None:
        """Load it in a transaction of its own, unless it is there."""
        from django.db import transaction

        if self._atomic is not None:
            return
        self._atomic = transaction.atomic()
        self._atomic._from_testcase = True
        with self._blocker.unblock():
            self._atomic.__enter__()
            self._made = self._make()

    def close(self) -> None:
        """Take the transaction back, once."""
        from django.db import transaction

        if self._atomic is not None:
            atomic, self._atomic, self._made = self._atomic, None, None
            with self._blocker.unblock():
                transaction.set_rollback(True)
                atomic.__exit__(None, None, None)
