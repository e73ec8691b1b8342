"""`remeslo standard review CLUSTER`: what a new edition of an occupational or state standard does to a programme."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.edition import Edition, read_edition
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import EditionDiff, ReviewList, diff, review, review_state, state_diff
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import designer
from remeslo.interchange import clusterfile, encoder, revisionsheet
from remeslo.interchange.sentences import findings_data, label, say

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

FILES = "registry XML; of a state standard YAML or the filled-in form"
MOST_SHOWN = 60
"""Links that are shown on a screen; ``--json`` and ``--xlsx`` have them all."""


def add_to(commands: "Commands") -> None:
    """`standard review`."""
    command = commands.add_parser("standard", help="a new edition of a standard: what it touches")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    reviewing = actions.add_parser("review", help="every link of a programme that a new edition touches")
    reviewing.add_argument("folder", type=Path, metavar="CLUSTER", help="cluster folder")
    reviewing.add_argument("--programme", required=True, metavar="KEY")
    reviewing.add_argument("--old", type=Path, required=True, metavar="FILE", help=f"edition it rests on ({FILES})")
    reviewing.add_argument("--new", type=Path, required=True, metavar="FILE", help=f"new edition ({FILES})")
    reviewing.add_argument("--xlsx", type=Path, default=None, metavar="FILE", help="also write the list as a workbook")
    reviewing.add_argument("--lexical", action="store_true", help="match words only, without the sentence encoder")
    add_output(reviewing)
    reviewing.set_defaults(run=run_review)


def run_review(args: argparse.Namespace, console: Console) -> int:
    """Designs the programme on the old edition alone, compares the editions, tells every link; changes nothing."""
    reading = clusterfile.read(args.folder)
    if reading.cluster is None:
        return unreadable(console, reading.findings, as_json=args.json)
    editions: list[Edition] = []
    for path in (args.old, args.new):
        standard, refused = read_edition(path)
        if standard is None:
            return unreadable(console, refused, as_json=args.json)
        editions.append(standard)
    old, new = editions
    found, findings = _review(reading.cluster, args.programme, old, new, lexical=args.lexical)
    if found is None:
        return unreadable(console, findings, as_json=args.json)
    listed, changes = found
    if args.xlsx is not None:
        try:
            args.xlsx.write_bytes(revisionsheet.write(listed, changes, language=console.language))
        except OSError as error:
            return unreadable(console, [not_writable(args.xlsx, error)], as_json=args.json)
    if args.json:
        report = revisionsheet.as_report(listed, changes, language=console.language)
        console.json({**report, "findings": findings_data(findings, console.language)})
    else:
        _tell(listed, changes, console)
        console.findings(findings)
    return Exit.DONE


def _review(
    cluster: Cluster, key: str, old: Edition, new: Edition, *, lexical: bool
) -> tuple[tuple[ReviewList, EditionDiff] | None, list[Finding]]:
    """The list of one programme, as it is on the old edition; the new one is kept out of its design."""
    outline = next((p for p in cluster.programmes if p.key == key), None)
    if outline is None:
        facts: dict[str, object] = {"programme": key, "held": tuple(p.key for p in cluster.programmes)}
        return None, [Finding("revision.no_programme", "", facts, Severity.STOPS_SAVING)]
    if isinstance(old, StateStandard) != isinstance(new, StateStandard) or old.code != new.code:
        facts = {"old": old.edition, "new": new.edition}
        return None, [Finding("revision.two_standards", "", facts, Severity.STOPS_SAVING)]
    outline, before = _on_the_old(cluster, outline, old, new)
    designed = designer(before, encoder=None if lexical else encoder.load()).design(outline)
    if designed.design is None:
        missing = Finding("revision.no_design", "", {"programme": key}, Severity.STOPS_SAVING)
        return None, [missing, *designed.findings]
    if isinstance(old, StateStandard) and isinstance(new, StateStandard):
        changes = state_diff(old, new)
        return (review_state(designed.design, outline, old, changes), changes), []
    assert isinstance(old, OccupationalStandard)
    assert isinstance(new, OccupationalStandard)
    changes = diff(old, new)
    return (review(designed.design, outline, changes), changes), []


def _on_the_old(
    cluster: Cluster, outline: ProgrammeOutline, old: Edition, new: Edition
) -> tuple[ProgrammeOutline, Cluster]:
    """The programme and its cluster with the old edition and without the new one."""
    if isinstance(old, OccupationalStandard):
        others = tuple(s for s in cluster.standards if s.edition not in (old.edition, new.edition))
        return outline, replace(cluster, standards=(*others, old))
    states = tuple(s for s in cluster.state_standards if s.edition not in (old.edition, new.edition))
    if outline.state_standard.partition("@")[0] == old.code:
        outline = replace(outline, state_standard=old.edition)
    return outline, replace(cluster, state_standards=(*states, old))


def _tell(listed: ReviewList, changes: EditionDiff, console: Console) -> None:
    console.say(f"{listed.programme}: {listed.old} → {listed.new}")
    counts = ", ".join(
        f"{label(f'revision_change.{change.value}', console.language)} {n}"
        for change, n in changes.counts().items()
        if n
    )
    console.say(console.text("    положения: {}", "    statements: {}").format(counts))
    text = console.text(
        "    связей к пересмотру {}, переходят сами {}", "    links to review {}, carried by themselves {}"
    )
    console.say(text.format(len(listed.items), len(listed.carried)))
    for item in listed.items[:MOST_SHOWN]:
        kind = label(f"revision_link.{item.link.kind.value}", console.language)
        decision = label(f"revision_decision.{item.suggestion.decision.value}", console.language)
        console.say(
            f"  {kind} {revisionsheet.holder(item.link, console.language)} [{item.link.statement or ''}] — {decision}"
        )
        if item.old_text:
            console.say(f"      − {item.old_text}")
        for statement in item.new:
            console.say(f"      + {statement.text} [{statement.key}]")
        reason = Finding(item.suggestion.reason, "", item.suggestion.facts, Severity.NOTE)
        console.say(f"      {say(reason, console.language).what}")
    if len(listed.items) > MOST_SHOWN:
        console.say(console.text("  … и ещё {}", "  … and {} more").format(len(listed.items) - MOST_SHOWN))
