"""`remeslo papers book|template|check`: the book of a programme as DOCX, and templates for it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.plan import plan
from remeslo.interchange import clusterfile, encoder, planfile, programmebook
from remeslo.interchange.documents import NothingPlanned
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`papers book`, `papers template`, `papers check`."""
    command = commands.add_parser("papers", help="the programme's document as DOCX, and templates for it")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    book = actions.add_parser("book", help="write the whole programme document")
    book.add_argument("cluster", type=Path, metavar="CLUSTER", help="cluster folder, or what `remeslo plan` wrote")
    book.add_argument("--programme", default=None, metavar="KEY", help="which programme (the first)")
    book.add_argument("--template", type=Path, default=None, metavar="FILE", help="the college's own template")
    book.add_argument("--out", type=Path, required=True, metavar="FILE")
    book.add_argument("--lexical", action="store_true", help="match words only, without the sentence encoder")
    add_limits(book)
    add_output(book)
    book.set_defaults(run=run_book)
    template = actions.add_parser("template", help="write the default template, to be changed by the college")
    template.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_output(template, json=False)
    template.set_defaults(run=run_template)
    check = actions.add_parser("check", help="tell everything that is wrong with a template")
    check.add_argument("file", type=Path, metavar="FILE")
    add_output(check)
    check.set_defaults(run=run_check)


def run_book(args: argparse.Namespace, console: Console) -> int:
    """Writes the document whole or not at all; status 2 when programme or template cannot be used."""
    try:
        template = read_limited(args.template, name=str(args.template)) if args.template else None
    except Unreadable as refusal:
        return unreadable(console, refusal.findings, as_json=args.json)
    cluster, outcome, findings = _source(args, console)
    if cluster is None or outcome is None:
        return unreadable(console, findings, as_json=args.json)
    try:
        with console.step("документ составлен", "document made"):
            made = programmebook.book_docx(
                cluster,
                outcome,
                language=console.language,
                template=template,
                template_name=args.template.name if args.template else "",
            )
        _replace(args.out, made.data)
    except NothingPlanned:
        facts: dict[str, object] = {"programme": str(outcome.key)}
        refused = Finding("booktemplate.no_plan", str(args.cluster), facts, Severity.STOPS_SAVING)
        return unreadable(console, [*outcome.findings, refused], as_json=args.json)
    except programmebook.TemplateRefused as refusal:
        return unreadable(console, refusal.findings, as_json=args.json)
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    if args.json:
        told = findings_data(made.findings, console.language)
        console.json({"written": str(args.out), "programme": outcome.key, "gaps": made.gaps, "findings": told})
        return status_of(made.findings)
    console.findings(made.findings)
    console.say(
        console.text(
            f"Записано: {args.out}. Мест для заполнения колледжем: {made.gaps}.",
            f"Written: {args.out}. Places for the college to fill in: {made.gaps}.",
        )
    )
    return status_of(made.findings)


def run_template(args: argparse.Namespace, console: Console) -> int:
    """Writes the default template of the language."""
    try:
        _replace(args.out, programmebook.starter_template(console.language))
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=False)
    console.say(console.text(f"Записано: {args.out}", f"Written: {args.out}"))
    return Exit.DONE


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Tells what is wrong; status 1 when the template cannot be used, 2 when the file cannot be read."""
    try:
        data = read_limited(args.file, name=str(args.file))
    except Unreadable as refusal:
        return unreadable(console, refusal.findings, as_json=args.json)
    reading = programmebook.check_template(data, name=args.file.name)
    if not reading.readable:
        return unreadable(console, reading.findings, as_json=args.json)
    if args.json:
        told = findings_data(reading.findings, console.language)
        console.json({"usable": reading.usable, "placeholders": list(reading.names), "findings": told})
        return status_of(reading.findings)
    console.findings(reading.findings)
    if reading.usable:
        console.say(console.text("Шаблон годится.", "The template can be used."))
    return status_of(reading.findings)


def _source(
    args: argparse.Namespace, console: Console
) -> tuple[Cluster | None, ProgrammeOutcome | None, list[Finding]]:
    """The programme of a folder that `remeslo plan` wrote, else of a cluster folder, planned now."""
    if (args.cluster / planfile.NAME).exists() or args.cluster.name == planfile.NAME:
        planned = planfile.read(args.cluster)
        if planned.plan is None:
            return None, None, list(planned.findings)
        outcomes = {str(o.key): o for o in planned.plan.outcome.programmes}
        chosen, refused = _chosen(args, tuple(outcomes))
        return planned.plan.cluster, outcomes[chosen] if chosen else None, refused
    reading = clusterfile.read(args.cluster)
    if reading.cluster is None:
        return None, None, list(reading.findings)
    chosen, refused = _chosen(args, [str(o.key) for o in reading.cluster.offered])
    if chosen is None:
        return None, None, refused
    with console.step("программы спланированы", "programmes planned"):
        loaded = None if args.lexical else encoder.load()
        made = plan(reading.cluster, encoder=loaded, limit_s=args.limit_s, seed=args.seed)
    return reading.cluster, next(o for o in made.programmes if o.key == chosen), []


def _chosen(args: argparse.Namespace, known: Sequence[str]) -> tuple[str | None, list[Finding]]:
    """The key asked for, the first by default; else why there is none."""
    if args.programme is None and known:
        return known[0], []
    if args.programme in known:
        return str(args.programme), []
    facts = {"programme": args.programme or "", "known": tuple(known)}
    return None, [Finding("booktemplate.no_programme", str(args.cluster), facts, Severity.STOPS_SAVING)]


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
