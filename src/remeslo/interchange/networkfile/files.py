"""Reading and writing of the files: whole or not at all; what cannot be read is told."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.networkfile.allocation import AllocationFile
from remeslo.interchange.networkfile.week import WeekFile
from remeslo.interchange.safety import MIB, Unreadable, read_limited
from remeslo.interchange.values import ValuesError, from_json, to_json

FORMAT = 1
LIMIT_BYTES = 64 * MIB
ALLOCATION = "allocation.json"

T = TypeVar("T", AllocationFile, WeekFile)


@dataclass(frozen=True, slots=True)
class FileReading(Generic[T]):
    """What a file holds, or ``None`` and the findings that say why not."""

    value: T | None
    findings: tuple[Finding, ...] = ()


def week_name(half: int) -> str:
    """``week-1.json`` for autumn, ``week-2.json`` for spring."""
    return f"week-{half}.json"


def write_allocation(path: Path, value: AllocationFile) -> Path:
    """Writes the file; an OSError is for the caller."""
    return _write(path, value)


def write_week(path: Path, value: WeekFile) -> Path:
    """Writes the file; an OSError is for the caller."""
    return _write(path, value)


def read_allocation(path: Path) -> FileReading[AllocationFile]:
    """Reads the file; never raises on bad content."""
    return _read(path, AllocationFile)


def read_week(path: Path) -> FileReading[WeekFile]:
    """Reads the file; never raises on bad content."""
    return _read(path, WeekFile)


def _write(path: Path, value: object) -> Path:
    data = to_json(value)
    if not isinstance(data, dict):
        raise TypeError("a dataclass is an object")
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps({"format": FORMAT, **data}, ensure_ascii=False) + "\n", encoding="utf-8")
    return part.replace(path)


def _read(path: Path, kind: type[T]) -> FileReading[T]:
    name = str(path)
    try:
        data = json.loads(read_limited(path, name=name, limit_bytes=LIMIT_BYTES).decode("utf-8"))
    except Unreadable as error:
        return FileReading(None, error.findings)
    except (ValueError, RecursionError) as error:
        return _refused("networkfile.not_json", name, reason=str(error)[:80])
    found = data.pop("format", None) if isinstance(data, dict) else None
    if found != FORMAT:
        return _refused("networkfile.other_format", name, found=str(found), expected=FORMAT)
    try:
        return FileReading(from_json(kind, data))
    except ValuesError as error:
        return _refused("networkfile.wrong_value", name, path=error.path, expected=error.expected)


def _refused(code: str, where: str, **facts: object) -> FileReading[T]:
    return FileReading(None, (Finding(code, where, facts, Severity.STOPS_SAVING),))
