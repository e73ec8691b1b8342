"""`remeslo term replan`: a group in the middle, with what happened so far, gets its shortest continuation."""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.termoptions import add_source, bare_of
from remeslo.cli.termsource import read_problems
from remeslo.cli.termtold import difference_data, tell_difference
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.replan import Facts, Replan, replan
from remeslo.core.curriculum.resources import ResourceKey, TeacherKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data, label
from remeslo.interchange.sentences.explained import refusal
from remeslo.interchange.values import ValuesError, from_json, to_json

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`term replan`."""
    command = actions.add_parser("replan", help="the shortest continuation of a group in the middle of its programme")
    add_source(command)
    command.add_argument("--programme", default="", metavar="KEY", help="of a source with several programmes")
    command.add_argument("--week", type=int, required=True, metavar="N", help="first week still to come, from 1")
    command.add_argument(
        "--from-plan", type=Path, default=None, metavar="FILE", help="plan as `term solve --plan` wrote it"
    )
    command.add_argument("--failed", action="append", default=[], metavar="ELEMENT=HOURS", help="attestation to repeat")
    command.add_argument(
        "--closed", action="append", default=[], metavar="RESOURCE=A-B", help="weeks a resource is shut"
    )
    command.add_argument(
        "--barred", action="append", default=[], metavar="ELEMENT=A-B", help="weeks an element may not use"
    )
    command.add_argument("--gone", action="append", default=[], metavar="PERSON", help="who is not there any more")
    command.add_argument(
        "--done", action="append", default=[], metavar="ELEMENT:WEEK=HOURS", help="hours taught, where not as planned"
    )
    command.add_argument("--plan", type=Path, default=None, metavar="FILE", help="also write the new plan as JSON")
    add_limits(command)
    add_output(command)
    command.set_defaults(run=run_replan)


def run_replan(args: argparse.Namespace, console: Console) -> int:
    """Status 0: a continuation that breaks no rule; 1: there is none; 2: something could not be read."""
    given = read_problems(args.source, bare_of(args))
    problems = [p for p in given.problems if args.programme in ("", p.key)]
    if not problems:
        return unreadable(console, given.findings or [_no_plan(args.programme)], as_json=args.json)
    problem = problems[0]
    try:
        facts = facts_of(args)
        plan = _plan(problem, args)
        if plan is None:
            return unreadable(console, [_no_plan(problem.key)], as_json=args.json)
        found = replan(problem, plan, facts, limit_s=args.limit_s, seed=args.seed)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    except ChangeRefused as error:
        return unreadable(console, [refusal(error, problem.key)], as_json=args.json)
    if args.plan is not None and found.result.plan is not None:
        text = json.dumps({problem.key: to_json(found.result.plan)}, ensure_ascii=False, indent=1) + "\n"
        try:
            args.plan.write_text(text, encoding="utf-8")
        except OSError as error:
            return unreadable(console, [not_writable(args.plan, error)], as_json=args.json)
    _tell(console, problem, found, as_json=args.json)
    return Exit.HARD_FINDINGS if found.result.plan is None else Exit.DONE


def facts_of(args: argparse.Namespace) -> Facts:
    """The facts of the options, weeks from 1 there and from 0 here; raises ChangeRefused."""
    done: dict[ElementKey, dict[int, int]] = {}
    for text in args.done:
        name, hours = _pair(text)
        key, _, week = name.rpartition(":")
        done.setdefault(ElementKey(key), {})[_number(week, text) - 1] = _number(hours, text)
    return Facts(
        week=args.week - 1,
        done=done,
        failed={ElementKey(k): _number(v, t) for t in args.failed for k, v in [_pair(t)]},
        closed={ResourceKey(k): weeks for k, weeks in _weeks(args.closed).items()},
        barred={ElementKey(k): weeks for k, weeks in _weeks(args.barred).items()},
        gone=frozenset(TeacherKey(k) for k in args.gone),
    )


def _weeks(texts: Iterable[str]) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for text in texts:
        key, span = _pair(text)
        first, _, last = span.partition("-")
        begin, end = _number(first, text), _number(last or first, text)
        if not 1 <= begin <= end <= 10**4:
            raise ChangeRefused("whatif.fact_not_understood", text=text)
        found[key] = found.get(key, frozenset()) | frozenset(range(begin - 1, end))
    return found


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.rpartition("=")
    if not mark or not key.strip():
        raise ChangeRefused("whatif.fact_not_understood", text=text)
    return key.strip(), value.strip()


def _number(text: str, whole: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ChangeRefused("whatif.fact_not_understood", text=whole)
    return int(text)


def _plan(problem: TermProblem, args: argparse.Namespace) -> TermPlan | None:
    """The plan of the file, by the programme's key; without a file, the one that `term solve` gives."""
    if args.from_plan is None:
        return solve(problem, limit_s=args.limit_s, seed=args.seed).plan
    name = args.from_plan.name
    try:
        data = json.loads(read_limited(args.from_plan, name=name).decode("utf-8"))
        own = data.get(problem.key) if isinstance(data, dict) else None
        return None if own is None else from_json(TermPlan, own)
    except ValuesError as error:
        facts: dict[str, object] = {"path": error.path, "expected": error.expected, "found": str(error.found)[:80]}
        raise Unreadable([Finding("plan.wrong_value", name, facts, Severity.STOPS_SAVING)]) from None
    except (ValueError, RecursionError) as error:
        facts = {"column": getattr(error, "colno", 1), "reason": getattr(error, "msg", str(error))}
        raise Unreadable([Finding("plan.not_json", name, facts, Severity.STOPS_SAVING)]) from None


def _no_plan(key: str) -> Finding:
    return Finding("whatif.no_plan", key, {}, Severity.STOPS_SAVING)


def _tell(console: Console, problem: TermProblem, found: Replan, *, as_json: bool) -> None:
    result = found.result
    if as_json:
        console.json(
            {
                "key": problem.key,
                "status": result.status.value,
                "weeks": result.weeks,
                "bound": result.bound,
                "weeks_later": found.weeks_later,
                "close_status": result.close_status.value,
                "difference": None if found.difference is None else difference_data(found.difference),
                "findings": findings_data(result.findings, console.language),
            }
        )
        return
    status = label(f"status.{result.status.value}", console.language)
    console.say(
        console.text(
            f"{problem.key}: {status}, недель {result.weeks or '—'}, граница {result.bound}, "
            f"позже прежнего плана на {'?' if found.weeks_later is None else found.weeks_later}",
            f"{problem.key}: {status}, weeks {result.weeks or '—'}, bound {result.bound}, "
            f"later than the plan before by {'?' if found.weeks_later is None else found.weeks_later}",
        )
    )
    if found.difference is not None:
        tell_difference(console, found.difference)
    console.findings(result.findings)
