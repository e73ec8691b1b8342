"""Keys that programs hold in a person's name: whoever keeps such keys says here how all of a person's are withdrawn."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from remeslo.web.apps.common.models import User

Withdraw = Callable[[User, User, datetime], int]
"""Person whose keys end, who ends them, when; gives how many ended."""

_WAYS: Final[list[Withdraw]] = []


def register(way: Withdraw) -> None:
    """Told by an app when it is ready; the same way twice is one."""
    if way not in _WAYS:
        _WAYS.append(way)


def withdraw_all(person: User, *, by: User, at: datetime) -> int:
    """End every key of a person; how many there were."""
    return sum(way(person, by, at) for way in _WAYS)
