"""What is done of many jobs: a file for each that is finished, a line for each event. The disk is the only truth."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path


class LedgerBusy(RuntimeError):
    """Somebody else is working on the same folder."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    A finished job.

    Parameters
    ----------
    attempt
        From 1: the attempt that finished it; earlier ones were lost with their workers.
    worker
        Which process did it.
    result
        What the job gave; empty when it failed.
    error
        Why it failed; "" when it did not.
    """

    name: str
    attempt: int
    worker: str
    seconds: float
    result: Mapping[str, object] = field(default_factory=dict)
    error: str = ""


class Ledger:
    """
    Rows in ``FOLDER/rows``, events in ``FOLDER/events.jsonl``.

    A row is written whole, once: the second one of a job is refused. Only one process at a time may write; a lock that
    the system gives back when its holder dies sees to that.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows_folder = folder / "rows"
        self.events = folder / "events.jsonl"
        self.rows_folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts nobody else writes; raises `LedgerBusy`."""
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LedgerBusy(str(self.folder)) from error
            yield

    def rows(self) -> dict[str, Row]:
        """Finished jobs by name, in order; a row that cannot be read counts as not there, and is moved aside."""
        found = {}
        for path in sorted(self.rows_folder.glob("*.json")):
            try:
                row = Row(**json.loads(path.read_text(encoding="utf-8")))
            except (ValueError, TypeError):
                path.replace(path.with_suffix(".broken"))
                continue
            found[row.name] = row
        return found

    def finish(self, row: Row) -> bool:
        """Keep a row; False when the job has one already."""
        path = self.rows_folder / f"{row.name}.json"
        part = path.with_name(f".{row.name}.{os.getpid()}.part")
        with part.open("w", encoding="utf-8") as out:
            json.dump(asdict(row), out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            return False
        finally:
            part.unlink()
        return True

    def forget(self, name: str) -> None:
        """Take a row away, so that the job is done again."""
        (self.rows_folder / f"{name}.json").unlink(missing_ok=True)

    def note(self, event: str, name: str, attempt: int, worker: str, at: float) -> None:
        """One more event: ``started``, ``done``, ``failed``, ``lost``, ``twice``; ``at`` in seconds since the epoch."""
        line = {"at": round(at, 3), "event": event, "name": name, "attempt": attempt, "worker": worker}
        with self.events.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def told(self) -> list[dict[str, object]]:
        """Every event so far; a last line that was cut short is left out."""
        if not self.events.exists():
            return []
        found = []
        for line in self.events.read_text(encoding="utf-8").splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found
