"""`remeslo timetable report`: where the cost of a timetable lies, as one page that stands alone, or as JSON."""

import argparse
from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli import timetablepicture as picture
from remeslo.cli.console import Console, not_writable, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.cli.timetablecurve import CurvePoint, curve_path, read_curve
from remeslo.cli.timetablefiles import read_problem, read_solution, write_whole
from remeslo.cli.timetabletold import MOST_SHOWN, findings_json, score_data, score_lines
from remeslo.core.base.findings import Finding
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import TimetableProblem
from remeslo.core.timetable.report import CostReport, report
from remeslo.interchange.sentences import Language, label, number, say

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_MOST_ROWS = 25
_SHARED_RU = (
    "Стоимость, которую дают несколько занятий, делится между ними поровну, занятия в несколько дней — между днями."
)
_SHARED_EN = "A cost of several classes is shared equally among them, that of a class on several days among the days."
_STYLE = """
:root { color-scheme: light dark; --bar: #2f6f8f; --line: #8884; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid var(--line); padding: .25rem .5rem;
text-align: left; vertical-align: top } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
svg { width: 100%; height: auto; font-size: 13px } svg text { fill: currentColor } .bar { fill: var(--bar) }
.grid { stroke: var(--line) } .curve { fill: none; stroke: var(--bar); stroke-width: 2 }
"""


def add_to(actions: "Commands") -> None:
    """`report`."""
    command = actions.add_parser("report", help="where the cost lies: by kind, room, day, class; the curve over time")
    command.add_argument("problem", type=Path, metavar="FILE", help="problem: .xml, .xml.xz or .ctt")
    command.add_argument("solution", type=Path, metavar="SOLUTION", help="solution in the problem's format")
    command.add_argument("--out", type=Path, default=None, metavar="PAGE", help="write an HTML page there")
    add_output(command)
    command.set_defaults(run=run_report)


def run_report(args: argparse.Namespace, console: Console) -> int:
    """Judges, takes the cost apart, writes the page; status 1 when a hard rule is broken."""
    read = read_problem(args.problem)
    if read.problem is None:
        return unreadable(console, read.findings, as_json=args.json)
    solution = read_solution(args.solution, read.problem)
    if solution.timetable is None:
        return unreadable(console, [*read.findings, *solution.findings], as_json=args.json)
    findings = [*read.findings, *solution.findings, *check(read.problem, solution.timetable)]
    costs = report(read.problem, solution.timetable, hard=sum(f.hard for f in findings))
    if args.out is not None:
        points = read_curve(curve_path(args.solution))
        try:
            write_whole(args.out, page(read.problem, costs, findings, points, console.language).encode())
        except OSError as error:
            return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    if args.json:
        console.json({**report_data(costs), **findings_json(findings, console)})
    else:
        _tell(costs, console)
    return status_of(findings)


def report_data(costs: CostReport) -> dict[str, object]:
    """The report as data; shares of costs are rounded to hundredths."""
    return {
        **score_data(costs.score),
        "by_kind": dict(costs.by_kind),
        "by_room": _rounded(costs.by_room),
        "by_day": _rounded(costs.by_day),
        "by_class": _rounded(costs.by_class),
        "constraints": [
            {
                "constraint": i.constraint,
                "kind": i.kind,
                "label": i.label,
                "amount": i.amount,
                "cost": i.cost,
                "classes": list(i.classes),
            }
            for i in costs.items
            if i.constraint
        ],
    }


def _rounded(sums: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: round(float(v), 2) for key, v in sums.items()}


def _tell(costs: CostReport, console: Console) -> None:
    for line in score_lines(costs.score, console):
        console.say(line)
    for title, rows in _sections(costs, console.language):
        console.say(f"\n{title}")
        for name, _, told in rows[:10]:
            console.say(f"  {told:>12}  {name}")


_Rows = list[tuple[str, float, str]]


def _sections(costs: CostReport, language: Language) -> Iterator[tuple[str, _Rows]]:
    """Title and rows of each part of the report: name, value, the value in words."""
    ru = language == "ru"
    whole = costs.score.total or 1

    def rows(sums: Mapping[str, Fraction] | Mapping[str, int], names: Mapping[str, str] | None = None) -> _Rows:
        shown = [(k, float(v)) for k, v in sums.items()][:_MOST_ROWS]
        return [
            ((names or {}).get(k, k), float(v), f"{number(round(v), language)} ({float(v) / whole:.0%})")
            for k, v in shown
        ]

    none = "без аудитории" if ru else "no room"
    kinds = {k: label(f"timetable_cost.{k}", language) for k in ("time", "room", "student")}
    yield ("По видам" if ru else "By kind"), rows(costs.by_kind, kinds)
    days = {str(d): label(f"weekday.{d}", language) for d in range(7)} | {"": "—"}
    yield ("По дням" if ru else "By day"), rows(costs.by_day, days)
    yield ("По аудиториям" if ru else "By room"), rows(costs.by_room, {"": none})
    yield ("По занятиям" if ru else "By class"), rows(costs.by_class)


def page(
    problem: TimetableProblem, costs: CostReport, findings: list[Finding], points: list[CurvePoint], language: Language
) -> str:
    """The report as one HTML page: no scripts, nothing fetched."""
    return "".join(_page(problem, costs, findings, points, language))


def _page(
    problem: TimetableProblem, costs: CostReport, findings: list[Finding], points: list[CurvePoint], language: Language
) -> Iterator[str]:
    ru = language == "ru"
    title = f"{'Расписание' if ru else 'Timetable'} {problem.name}"
    yield f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style><h1>{escape(title)}</h1>'
    yield _summary(problem, costs, language)
    if drawn := picture.curve(points, "секунды" if ru else "seconds", "стоимость" if ru else "cost"):
        yield f"<h2>{'Стоимость со временем' if ru else 'Cost over time'}</h2>"
        yield drawn
    for name, rows in _sections(costs, language):
        if rows:
            yield f"<h2>{escape(name)}</h2>{picture.bars(rows, name)}"
    yield f"<p>{_SHARED_RU if ru else _SHARED_EN}</p>"
    yield from _constraints(costs, language)
    hard = [f for f in findings if f.hard]
    if hard:
        yield f"<h2>{'Грубые нарушения' if ru else 'Hard rules broken'}: {len(hard)}</h2><ul>"
        yield from (f"<li>{escape(say(f, language).what)}</li>" for f in hard[:MOST_SHOWN])
        yield "</ul>"


def _summary(problem: TimetableProblem, costs: CostReport, language: Language) -> str:
    ru = language == "ru"
    s, w = costs.score, problem.weights
    rows = [
        ("Штрафы времени" if ru else "Times", s.time, w.time),
        ("Штрафы аудиторий" if ru else "Rooms", s.room, w.room),
        ("Правила" if ru else "Rules", s.distribution, w.distribution),
        ("Конфликты студентов" if ru else "Student conflicts", s.student, w.student),
    ]
    body = "".join(
        f'<tr><td>{n}<td class="n">{number(v, language)}<td class="n">{k}<td class="n">{number(v * k, language)}'
        for n, v, k in rows
    )
    head = ("Часть", "Сумма", "Вес", "Стоимость") if ru else ("Part", "Sum", "Weight", "Cost")
    heads = f"<th>{head[0]}" + "".join(f'<th class="n">{h}' for h in head[1:])
    hard = "Грубых нарушений" if ru else "Hard rules broken"
    total = "Всего" if ru else "Total"
    return (
        f'<table><tr>{heads}{body}<tr><th>{total}<td><td><th class="n">{number(s.total, language)}'
        f'<tr><td>{hard}<td><td><td class="n">{number(s.hard, language)}</table>'
    )


def _constraints(costs: CostReport, language: Language) -> Iterator[str]:
    items = [i for i in costs.items if i.constraint][:_MOST_ROWS]
    if not items:
        return
    ru = language == "ru"
    head = ("№", "Правило", "Нарушение", "Занятия", "Стоимость") if ru else ("No", "Rule", "Amount", "Classes", "Cost")
    yield f"<h2>{'Самые дорогие правила' if ru else 'The dearest rules'}</h2><table><tr>"
    yield "".join(f'<th class="n">{h}' if i in (2, 4) else f"<th>{h}" for i, h in enumerate(head))
    for i in items:
        classes = ", ".join(i.classes[:12]) + (" …" if len(i.classes) > 12 else "")
        rule = f"{i.kind} {i.label}".strip()
        yield (
            f'<tr><td>{i.constraint}<td>{escape(rule)}<td class="n">{i.amount}<td>{escape(classes)}'
            f'<td class="n">{number(i.cost, language)}'
        )
    yield "</table>"
