"""Hands out what is left to do, keeps what is done, and tries again what was lost."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from remeslo.cli.many.crew import Crew, Event, Task
from remeslo.cli.many.ledger import Ledger, Row

MOST_ATTEMPTS = 4
"""A job that has taken so many workers with it is failed rather than tried for ever."""


@dataclass
class View:
    """
    The one view of all jobs.

    Parameters
    ----------
    running
        Attempts under way: worker by job; "" while it is not known which.
    lost
        Attempts that died with their worker.
    """

    total: int
    done: int = 0
    failed: int = 0
    lost: int = 0
    running: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def left(self) -> int:
        """Jobs that nobody is at."""
        return self.total - self.done - self.failed - len(self.running)


ViewFn = Callable[[View], None]


def work(
    jobs: Mapping[str, Mapping[str, object]], ledger: Ledger, hire: Callable[[], Crew], on_view: ViewFn | None = None
) -> dict[str, Row]:
    """
    Do every job that the ledger does not have; its rows at the end.

    Parameters
    ----------
    jobs
        What each job needs, by name; names become file names.
    hire
        The crew, asked for only when something is left to do.

    Jobs that the ledger has as failed are tried again. Raises `LedgerBusy` when somebody else is at the same folder.
    """
    with ledger.held():
        for name, row in ledger.rows().items():
            if row.error and name in jobs:
                ledger.forget(name)
        done = set(ledger.rows())
        todo = [Task(name, 1, payload) for name, payload in jobs.items() if name not in done]
        if todo:
            crew = hire()
            try:
                _Foreman(jobs, ledger, crew, View(len(jobs), done=len(jobs) - len(todo)), on_view).see_through(todo)
            finally:
                crew.close()
        return {name: row for name, row in ledger.rows().items() if name in jobs}


class _Foreman:
    """Gives the crew as much as it can take, and writes down what comes back."""

    def __init__(
        self,
        jobs: Mapping[str, Mapping[str, object]],
        ledger: Ledger,
        crew: Crew,
        view: View,
        on_view: ViewFn | None,
    ) -> None:
        self.jobs, self.ledger, self.crew, self.view, self.on_view = jobs, ledger, crew, view, on_view
        self.began = time.monotonic()

    def see_through(self, todo: list[Task]) -> None:
        """Until nothing is left; lost ones go first, so that none waits for ever."""
        todo = todo[::-1]
        while todo or self.view.running:
            while todo and len(self.view.running) < self.crew.size:
                self._begin(todo.pop())
            for event in self.crew.events():
                again = self._heard(event)
                if again is not None:
                    todo.append(again)

    def _begin(self, task: Task) -> None:
        self.view.running[task.name] = ""
        self._note("started", task, "")
        self.crew.submit(task)
        self._show()

    def _heard(self, event: Event) -> Task | None:
        """Keeps what is finished; the next attempt at what is lost."""
        task = event.task
        if event.kind == "started":
            self.view.running[task.name] = event.worker
            self._show()
            return None
        self.view.running.pop(task.name, None)
        again = None
        if event.kind == "lost" and task.attempt < MOST_ATTEMPTS:
            self.view.lost += 1
            self._note("lost", task, event.worker)
            again = Task(task.name, task.attempt + 1, task.payload)
        else:
            self._finish(event)
        self._show()
        return again

    def _finish(self, event: Event) -> None:
        task = event.task
        error = event.error or ("" if event.kind == "done" else f"{task.attempt} workers died of it")
        row = Row(task.name, task.attempt, event.worker, round(event.seconds, 3), event.result or {}, error)
        if not self.ledger.finish(row):
            self._note("twice", task, event.worker)
            return
        self._note("failed" if error else "done", task, event.worker)
        if error:
            self.view.failed += 1
        else:
            self.view.done += 1

    def _note(self, event: str, task: Task, worker: str) -> None:
        self.ledger.note(event, task.name, task.attempt, worker, time.time())

    def _show(self) -> None:
        self.view.seconds = time.monotonic() - self.began
        if self.on_view is not None:
            self.on_view(self.view)
