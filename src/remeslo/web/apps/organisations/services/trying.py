"""A change made to see what it would do, and taken back at once: the preview is the change itself."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")


def tried(act: Callable[[], T]) -> T:
    """What the act gives back; nothing of what it did stays. Raises what it raises."""
    with transaction.atomic():
        result = act()
        transaction.set_rollback(True)
    return result
