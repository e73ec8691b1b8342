"""Workers on other machines: a dask scheduler that somebody runs, reached with TLS. An optional extra (``many``)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from remeslo.cli.many.crew import Do, Event, Task

CONNECT_S = "20s"
"""How long a scheduler may take to answer."""
_LOST = ("KilledWorker", "CancelledError", "FutureCancelledError")
"""The engine's words for a task that nobody finished, by no fault of its own."""


class NoEngine(RuntimeError):
    """The package that this needs is not installed."""


class Unreachable(RuntimeError):
    """No scheduler answers at the address (any more), or it does not take the papers."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Certificate of the authority, own certificate and key: a scheduler runs whatever it is sent, so it must ask."""

    authority: Path
    certificate: Path
    key: Path


class DistributedCrew:
    """
    Tasks for a dask scheduler.

    It hands the tasks of a worker that died to another one by itself; after several deaths it gives up, and the task is
    told as lost. What is done stays ours: the ledger, not the scheduler, knows it. When the scheduler itself dies, that
    is no fault of a task: `Unreachable` is raised, and whoever starts again does what is left.
    """

    def __init__(self, do: Do, address: str, papers: Papers) -> None:
        engine = _engine()
        try:
            security = engine.Security(
                require_encryption=True,
                tls_ca_file=str(papers.authority),
                tls_client_cert=str(papers.certificate),
                tls_client_key=str(papers.key),
            )
            self._client: Any = engine.Client(address, security=security, set_as_default=False, timeout=CONNECT_S)
        except (OSError, ValueError) as error:
            raise Unreachable(f"{address}: {error}") from error
        self.do, self.address = do, address
        self._done: Any = engine.as_completed(loop=self._client.loop)
        self._tasks: dict[str, Task] = {}

    @property
    def size(self) -> int:
        """A task a thread of all workers there are now, and one more each in waiting."""
        with self._answering():
            threads: dict[str, int] = self._client.nthreads()
        return 2 * max(1, sum(threads.values()))

    def submit(self, task: Task) -> None:
        """A key of its own for every attempt."""
        key = f"{task.name}#{task.attempt}"
        self._tasks[key] = task
        with self._answering():
            self._done.add(self._client.submit(_timed, self.do, dict(task.payload), key=key, pure=False))

    def events(self) -> Iterator[Event]:
        """Waits for the next task that is finished; raises Unreachable when the scheduler is gone."""
        future = next(self._done)
        task = self._tasks.pop(future.key)
        try:
            worker, seconds, result = future.result()
        except Exception as error:
            if self._client.status != "running":
                raise Unreachable(f"{self.address}: {error}") from error
            kind = "lost" if type(error).__name__ in _LOST else "failed"
            yield Event(kind, task, "distributed", error=str(error)[:1000])
            return
        finally:
            future.release()
        yield Event("done", task, worker, seconds, result=result)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """A scheduler that does not answer any more is told as such."""
        try:
            yield
        except Exception as error:
            if isinstance(error, OSError) or self._client.status != "running":
                raise Unreachable(f"{self.address}: {error}") from error
            raise

    def close(self) -> None:
        """Leaves the scheduler; its workers go on for others."""
        self._client.close()


def _timed(do: Do, payload: dict[str, object]) -> tuple[str, float, dict[str, object]]:
    """On the worker: the job, where and how long."""
    began = time.monotonic()
    result = dict(do(payload))
    return str(_engine().get_worker().address), time.monotonic() - began, result


def _engine() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise NoEngine("distributed") from error
