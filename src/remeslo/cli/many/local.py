"""Workers that are processes of this machine; one that dies is replaced, and its task is told as lost."""

import multiprocessing
import time
import traceback
from collections import deque
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from remeslo.cli.many.crew import Do, Event, Task


class LocalCrew:
    """
    So many processes, each with a pipe of its own: a death cannot break what others say.

    Processes are started afresh (``spawn``), so that they share no threads or locks with this one.
    """

    def __init__(self, do: Do, workers: int) -> None:
        self.do, self._size = do, workers
        self._context = multiprocessing.get_context("spawn")
        self._waiting: deque[Task] = deque()
        self._begun: list[Event] = []
        self._workers = [self._hired() for _ in range(workers)]

    @property
    def size(self) -> int:
        """Number of processes."""
        return self._size

    def submit(self, task: Task) -> None:
        """To a free process, or into the queue."""
        self._waiting.append(task)
        self._hand_out()

    def events(self) -> Iterator[Event]:
        """What has begun; where nothing has, waits for the next word or death of a process."""
        if self._begun:
            begun, self._begun = self._begun, []
            yield from begun
            return
        ready = set(wait([source for w in self._workers for source in (w.pipe, w.process.sentinel)]))
        for worker in [w for w in self._workers if ready & {w.pipe, w.process.sentinel}]:
            yield from self._heard(worker)
        self._hand_out()

    def close(self) -> None:
        """Ends all processes."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers = []

    def _heard(self, worker: "_Worker") -> Iterator[Event]:
        """All that a process has said, and its death if it died; what it said before counts."""
        try:
            while worker.pipe.poll():
                yield from self._told(worker, worker.pipe.recv())
        except (EOFError, OSError):
            worker.process.join()
        if worker.process.is_alive():
            return
        self._workers[self._workers.index(worker)] = self._hired()
        worker.pipe.close()
        if worker.task is not None:
            yield Event("lost", worker.task, worker.name)

    def _told(self, worker: "_Worker", said: tuple[str, float, Any]) -> Iterator[Event]:
        kind, seconds, what = said
        task, worker.task = worker.task, None
        if task is None:
            return
        if kind == "done":
            yield Event("done", task, worker.name, seconds, result=what)
        else:
            yield Event("failed", task, worker.name, seconds, error=what)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.task is None and self._waiting and worker.process.is_alive():
                task = self._waiting[0]
                try:
                    worker.pipe.send(task.payload)
                except OSError:
                    continue
                worker.task = self._waiting.popleft()
                self._begun.append(Event("started", task, worker.name))

    def _hired(self) -> "_Worker":
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self.do), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


class _Worker:
    """A process, the pipe to it, and what it is at."""

    def __init__(self, process: BaseProcess, pipe: "Connection[Any, Any]") -> None:
        self.process, self.pipe = process, pipe
        self.task: Task | None = None

    @property
    def name(self) -> str:
        """The process by its number."""
        return f"local/{self.process.pid}"


def _work(pipe: "Connection[Any, Any]", do: Do) -> None:
    """What a process does: one task after the other, until nobody gives it any."""
    while True:
        try:
            payload: Mapping[str, object] = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        began = time.monotonic()
        try:
            said: tuple[str, float, object] = ("done", 0.0, dict(do(payload)))
        except Exception:
            said = ("failed", 0.0, traceback.format_exc(limit=5))
        pipe.send((said[0], time.monotonic() - began, said[2]))
