"""An allocation problem as a file: what a cluster sends to be planned elsewhere, and can be planned again from."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import SiteKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.interchange.safety import MIB, Unreadable, read_limited
from remeslo.interchange.values import from_json, to_json

FORMAT = 1
LIMIT_BYTES = 64 * MIB


def problem_text(problem: AllocationProblem) -> str:
    """The file's text; the same problem gives the same text."""
    data = to_json(replace(problem, minutes={}))
    ways = [[a, b, minutes] for (a, b), minutes in sorted(problem.minutes.items())]
    if not isinstance(data, dict):
        raise TypeError("a dataclass is an object")
    return json.dumps({"format": FORMAT, **data, "minutes": ways}, ensure_ascii=False) + "\n"


def read_problem(path: Path) -> tuple[AllocationProblem | None, tuple[Finding, ...]]:
    """Reads the file; never raises on bad content, the findings say what is wrong with it."""
    try:
        text = read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES).decode("utf-8")
    except Unreadable as error:
        return None, error.findings
    except UnicodeDecodeError as error:
        return None, (_refused("networkfile.not_json", str(path), reason=str(error)[:80]),)
    return problem_of(text, str(path))


def problem_of(text: str, name: str) -> tuple[AllocationProblem | None, tuple[Finding, ...]]:
    """The problem of a text that ``name`` names in findings; never raises."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (_refused("networkfile.not_json", name, reason=str(error)[:80]),)
    found = data.pop("format", None) if isinstance(data, dict) else None
    if found != FORMAT:
        return None, (_refused("networkfile.other_format", name, found=str(found), expected=FORMAT),)
    try:
        ways = _ways(data.pop("minutes", []))
        return replace(from_json(AllocationProblem, data), minutes=ways), ()
    except (ValueError, TypeError) as error:
        facts = {"path": getattr(error, "path", ""), "expected": getattr(error, "expected", str(error)[:200])}
        return None, (_refused("networkfile.wrong_value", name, **facts),)


def _ways(rows: object) -> Mapping[tuple[SiteKey, SiteKey], int]:
    if not isinstance(rows, list):
        raise TypeError("minutes: a list of [site, site, minutes] is expected")
    ways = {}
    for row in rows:
        a, b, minutes = row
        if not (isinstance(a, str) and isinstance(b, str) and isinstance(minutes, int)) or minutes <= 0 or a >= b:
            raise ValueError(f"minutes: [site, site, minutes > 0] in order of sites is expected, found {str(row)[:80]}")
        ways[SiteKey(a), SiteKey(b)] = minutes
    return ways


def _refused(code: str, where: str, **facts: object) -> Finding:
    return Finding(code, where, facts, Severity.STOPS_SAVING)
