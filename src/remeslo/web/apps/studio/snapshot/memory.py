"""What is dear to make, kept between requests."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Last(Generic[K, V]):
    """The values made last, by something that is compared, not hashed: equal keys share most of their parts."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: list[tuple[K, V]] = []
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of an equal key, or a new one."""
        with self._lock:
            for n, (known, value) in enumerate(self._kept):
                if known == key:
                    self._kept.append(self._kept.pop(n))
                    return value
        value = make()
        with self._lock:
            self._kept = [*self._kept[-self.most + 1 :], (key, value)]
        return value
