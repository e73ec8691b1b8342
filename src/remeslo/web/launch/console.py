"""What the terminal shows: a line for each step with the time it took, and one moving line for long work."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Console:
    """Lines to the terminal; the moving line only where there is one that can move."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.started = time.monotonic()
        self._moving = ""
        self._can_move = self.out.isatty()
        self._last = ""

    def say(self, text: str = "") -> None:
        """A whole line."""
        self._clear()
        print(text, file=self.out, flush=True)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Time a step; its line appears when it is done, or when it failed."""
        began = time.monotonic()
        if self._can_move:
            self.move(f"[   …   ] {title}")
        try:
            yield
        except BaseException:
            self.say(f"[{time.monotonic() - began:6.1f} s] {title}: ✗")
            raise
        self.say(f"[{time.monotonic() - began:6.1f} s] {title}")

    def move(self, text: str) -> None:
        """Replace the moving line; without a terminal it is printed when its words change."""
        if self._can_move:
            self._clear()
            self._moving = text[:118]
            print(self._moving, end="", file=self.out, flush=True)
        elif text != self._last:
            print(text, file=self.out, flush=True)
        self._last = text

    def _clear(self) -> None:
        if self._moving:
            print("\r" + " " * len(self._moving) + "\r", end="", file=self.out, flush=True)
            self._moving = ""
