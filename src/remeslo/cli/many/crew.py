"""What a crew of workers is: tasks go to it, events come from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

Do = Callable[[Mapping[str, object]], Mapping[str, object]]
"""A job: plain data in, plain data out; a function that another process can import."""


@dataclass(frozen=True, slots=True)
class Task:
    """An attempt (from 1) at a job, with what it needs."""

    name: str
    attempt: int
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Event:
    """
    What became of a task.

    ``kind`` is ``started``, ``done`` (with ``result`` and ``seconds``), ``failed`` (with ``error``: the job itself
    raised) or ``lost`` (its worker died).
    """

    kind: str
    task: Task
    worker: str
    seconds: float = 0.0
    result: Mapping[str, object] | None = None
    error: str = ""


class Crew(Protocol):
    """Workers, wherever they are."""

    @property
    def size(self) -> int:
        """How many tasks may be with them at once."""

    def submit(self, task: Task) -> None:
        """Give them a task; there is a free worker, or it waits."""

    def events(self) -> Iterator[Event]:
        """What has happened since the last call; waits until something has."""

    def close(self) -> None:
        """Let them go; tasks that are under way are given up."""
