"""Who teaches what, for the commands that need it: solved on the way, or read from what `staff assign --json` wrote."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from remeslo.cli.staffsource import StaffScene
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.assigning import assignment_problem
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment, AssignmentResult
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.result import Status
from remeslo.interchange.safety import Unreadable, read_limited

_EXAMPLE = '{"duties": [{"duty": "…", "person": "…"}]}'


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment of a scene with the problem it answers, or the findings that say why there is none."""

    problem: AssignmentProblem
    result: AssignmentResult | None
    findings: tuple[Finding, ...] = ()


def add_assignment(command: argparse.ArgumentParser) -> None:
    """``--assignment FILE``: who teaches what already."""
    command.add_argument(
        "--assignment",
        type=Path,
        default=None,
        metavar="FILE",
        help="who teaches what, as `staff assign --json` wrote it; else it is solved on the way",
    )


def given_assignment(scene: StaffScene, args: argparse.Namespace) -> Given:
    """What the file says, judged; without a file the answer of the solver."""
    problem = assignment_problem(scene.cluster, scene.duties.duties, scene.norms)
    if args.assignment is None:
        return Given(problem, solve(problem, limit_s=args.limit_s, seed=args.seed))
    try:
        data = json.loads(read_limited(args.assignment, name=str(args.assignment)).decode("utf-8"))
    except Unreadable as error:
        return Given(problem, None, error.findings)
    except (ValueError, RecursionError) as error:
        return Given(problem, None, (_refused(args.assignment, str(error)),))
    person_of = _pairs(data)
    if person_of is None:
        return Given(problem, None, (_refused(args.assignment, "duties"),))
    plan = Assignment(person_of, tuple(d.key for d in problem.duties if d.key not in person_of))
    findings = tuple(check(problem, plan))
    if any(f.code in ("assignment.unknown_duty", "assignment.unknown_person") for f in findings):
        return Given(problem, None, findings)
    return Given(problem, AssignmentResult(Status.FEASIBLE, plan, score(problem, plan), findings=findings))


def _pairs(data: object) -> Mapping[DutyKey, PersonKey] | None:
    """``{"duties": [{"duty", "person"}]}``; a duty with nobody is left out."""
    listed = data.get("duties") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(x, dict) and isinstance(x.get("duty"), str) for x in listed):
        return None
    found = {DutyKey(x["duty"]): x.get("person") for x in listed}
    if not all(p is None or isinstance(p, str) for p in found.values()):
        return None
    return {d: PersonKey(p) for d, p in found.items() if p}


def _refused(path: Path, reason: str) -> Finding:
    return Finding("staff.no_assignment", str(path), {"reason": reason, "example": _EXAMPLE}, Severity.STOPS_SAVING)
