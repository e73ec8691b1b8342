"""Reader and writer of ``plan.json``: the cluster as it was read and every outcome of the line."""

import json
from dataclasses import dataclass
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.values import ValuesError, from_json, to_json

NAME = "plan.json"
FORMAT = 1
LIMIT_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlanFile:
    """
    What was planned and what came out.

    Parameters
    ----------
    documents
        Names of the documents written beside the file, in order.
    """

    cluster: Cluster
    outcome: LineOutcome
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan file, or ``None`` and the findings that say why not."""

    plan: PlanFile | None
    findings: tuple[Finding, ...] = ()


def write(folder: Path, plan: PlanFile) -> Path:
    """Writes ``plan.json`` whole or not at all; the text depends on the values alone."""
    data = {"format": FORMAT, **_object(to_json(plan))}
    target = folder / NAME
    part = folder / f".{NAME}.part"
    part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return part.replace(target)


def read(folder: Path) -> PlanReading:
    """Reads ``plan.json`` of a folder (or the file itself); never raises on bad content."""
    path = folder if folder.is_file() else folder / NAME
    name = str(path)
    try:
        text = read_limited(path, name=name, limit_bytes=LIMIT_BYTES).decode("utf-8")
        data = json.loads(text)
    except Unreadable as error:
        return PlanReading(None, error.findings)
    except UnicodeDecodeError as error:
        return _refused("plan.not_utf8", name, byte=error.start)
    except json.JSONDecodeError as error:
        return _refused("plan.not_json", f"{name}:{error.lineno}", column=error.colno, reason=error.msg)
    except RecursionError:
        return _refused("plan.not_json", name, column=1, reason="nested too deeply")
    return _value(data, name)


def _value(data: object, name: str) -> PlanReading:
    found = data.get("format") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(found, int):
        return _refused("plan.not_a_plan", name)
    if found != FORMAT:
        return _refused("plan.other_format", name, found=found, expected=FORMAT)
    try:
        return PlanReading(from_json(PlanFile, {k: v for k, v in data.items() if k != "format"}))
    except ValuesError as error:
        return _refused("plan.wrong_value", name, path=error.path, expected=error.expected, found=str(error.found)[:80])


def _refused(code: str, where: str, **facts: object) -> PlanReading:
    return PlanReading(None, (Finding(code, where, facts, Severity.STOPS_SAVING),))


def _object(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise TypeError("a dataclass is an object")
    return data
