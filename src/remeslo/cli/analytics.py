"""`remeslo analytics FILE...`: what the order of a curriculum costs, what is impossible in it, two side by side."""

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.analyticssource import Source, read_sources
from remeslo.cli.analyticstold import analysis_data, comparison_data, number
from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.analytics import Analysis, Basis, Move, StructureComparison, analyse, compare
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_MOST_SHOWN = 5


def add_to(commands: "Commands") -> None:
    """`analytics`."""
    command = commands.add_parser("analytics", help="measure the order of curricula: blocking, delay, complexity")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE|DIR", help="degree plan (CSV), study plan, or what `plan` wrote"
    )
    command.add_argument("--cap", type=_cap, default=None, metavar="N", help="most credits (hours) in a term")
    command.add_argument(
        "--by",
        type=_bases,
        default=frozenset(Basis),
        metavar="LIST",
        help="requisites to count: given,module,...",
    )
    command.add_argument("--compare", action="store_true", help="set the first two curricula side by side")
    command.add_argument("--versions", action="store_true", help="with --compare: two versions of one, same key = same")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Measures every curriculum; a file that cannot be read is told and the others are measured all the same."""
    sources: list[Source] = []
    findings: list[Finding] = []
    for path in args.files:
        read, told = read_sources(path, args.by)
        sources += read
        findings += told
    if not sources:
        return unreadable(console, findings, as_json=args.json)
    analyses = [analyse(s.graph, cap=args.cap) for s in sources]
    compared = compare(*analyses[:2], same_curriculum=args.versions) if args.compare and len(analyses) > 1 else None
    if args.json:
        _tell_json(sources, analyses, compared, findings, console)
    else:
        for source, analysis in zip(sources, analyses, strict=True):
            _tell(source, analysis, console)
        if compared:
            _tell_comparison(compared, console)
        console.findings(findings)
    return status_of([*findings, *(f for a in analyses for f in a.findings)])


def _tell_json(
    sources: list[Source],
    analyses: list[Analysis],
    compared: StructureComparison | None,
    findings: list[Finding],
    console: Console,
) -> None:
    curricula = [
        {
            "file": s.file,
            "kind": s.kind,
            **analysis_data(a),
            "findings": findings_data(a.findings, console.language),
        }
        for s, a in zip(sources, analyses, strict=True)
    ]
    data: dict[str, object] = {"curricula": curricula, "findings": findings_data(findings, console.language)}
    if compared:
        data["comparison"] = comparison_data(compared)
    console.json(data)


def _tell(source: Source, analysis: Analysis, console: Console) -> None:
    graph, m, say = analysis.graph, analysis.measures, console.text
    console.say(f"{source.file}: {graph.name}")
    size = label(f"size_unit.{graph.size_unit}", console.language)
    least = analysis.least_terms if graph.steps_are_terms else analysis.least_steps
    console.say(
        say(
            f"    единиц {len(graph.units)}, требований {m.arcs}, {size} {number(graph.size)}, "
            f"семестров {graph.num_terms or '—'}, {'не меньше' if graph.steps_are_terms else 'ступеней подряд'} "
            f"{_or_never(least, 'никогда')}",
            f"    units {len(graph.units)}, requisites {m.arcs}, {size} {number(graph.size)}, "
            f"terms {graph.num_terms or '—'}, {'at least' if graph.steps_are_terms else 'steps in a row'} "
            f"{_or_never(least, 'never')}",
        )
    )
    blocking, delay, centrality, complexity = m.blocking, _shown(m.delay), _shown(m.centrality), _shown(m.complexity)
    console.say(
        say(
            f"    блокировка {blocking}, задержка {delay}, центральность {centrality}, сложность {complexity}",
            f"    blocking {blocking}, delay {delay}, centrality {centrality}, complexity {complexity}",
        )
    )
    by_complexity = sorted(graph.units, key=lambda u: -(m.units[u.key].complexity or 0))
    for unit in by_complexity[:_MOST_SHOWN]:
        console.say(f"      {_shown(m.units[unit.key].complexity):>6}  {unit.name}")
    if analysis.longest and analysis.longest.length > 1:
        path = " → ".join(graph.by_key[k].name for k in analysis.longest.paths[0])
        count = analysis.longest.count
        console.say(say(f"    самых длинных цепочек: {count}; {path}", f"    longest paths: {count}; {path}"))
    console.findings(analysis.findings)


def _tell_comparison(found: StructureComparison, console: Console) -> None:
    console.say(f"{found.old.graph.name} → {found.new.graph.name}")
    words = {
        Move.EARLIER: console.text("раньше", "earlier"),
        Move.LATER: console.text("позже", "later"),
    }
    for move, word in words.items():
        for a in found.moved(move):
            console.say(f"    {word}: {a.old.name} ({a.old.first_term}) → {a.new.name} ({a.new.first_term})")
    for a in found.rewired:
        changes = [f"+ {u.name}" for u in a.gained] + [f"− {u.name}" for u in a.lost]
        console.say(console.text(f"    требует: {a.new.name}: ", f"    requires: {a.new.name}: ") + ", ".join(changes))
    for unit in found.removed:
        console.say(console.text(f"    нет больше: {unit.name}", f"    gone: {unit.name}"))
    for unit in found.added:
        console.say(console.text(f"    новое: {unit.name}", f"    new: {unit.name}"))


def _shown(value: object) -> str:
    return "—" if value is None else str(number(value))  # type: ignore[arg-type]


def _or_never(steps: int | None, never: str) -> str:
    return never if steps is None else str(steps)


def _cap(text: str) -> Decimal:
    try:
        cap = Decimal(text)
    except InvalidOperation:
        cap = Decimal(0)
    if not cap.is_finite() or cap <= 0:
        raise argparse.ArgumentTypeError(f"a number above 0 is expected, not {text!r}")
    return cap


def _bases(text: str) -> frozenset[Basis]:
    try:
        return frozenset(Basis(name.strip()) for name in text.split(","))
    except ValueError:
        known = ", ".join(Basis)
        raise argparse.ArgumentTypeError(f"any of {known} is expected, not {text!r}") from None
