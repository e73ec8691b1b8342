"""`remeslo staff matrix`: people and what they can teach, on a day."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, unreadable
from remeslo.cli.staffout import ended, write_book
from remeslo.cli.staffsource import add_source, read_scene
from remeslo.core.staffing.qualification import held
from remeslo.interchange.sentences import findings_data, label
from remeslo.interchange.staffsheet import matrix_page
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`staff matrix`."""
    command = actions.add_parser("matrix", help="levels of every skill that people hold on a day")
    add_source(command)
    command.add_argument("--person", default="", metavar="KEY", help="only one person")
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write a workbook")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Plans nothing: who can what is known without a plan."""
    given = read_scene(args, console, person=args.person, needs_plan=False)
    if given.scene is None:
        return unreadable(console, given.findings, as_json=args.json)
    scene, cluster = given.scene, given.scene.cluster
    levels = held(cluster.qualifications, scene.on)
    people = [p for p in cluster.staff if args.person in ("", p.key)]
    page = matrix_page(cluster, on=scene.on, language=console.language)
    refused = write_book(args.out, scene, [page], console)
    findings = (*scene.findings, *refused)
    if args.json:
        rows = [
            {
                "person": p.key,
                "name": p.name,
                "organisation": p.organisation,
                "role": p.role.value,
                "levels": dict(sorted(levels.get(p.key, {}).items())),
            }
            for p in people
        ]
        skills = [{"skill": s.key, "title": s.title, "topic": s.topic} for s in cluster.skills]
        told = findings_data(findings, console.language)
        console.json({"on": scene.on.isoformat(), "skills": skills, "people": rows, "findings": told})
    else:
        named = Named(cluster)
        for p in people:
            role = label(f"staff_role.{p.role}", console.language)
            own = "; ".join(f"{named.skill(k)} {level}" for k, level in sorted(levels.get(p.key, {}).items()))
            console.say(f"{p.name} ({p.key}), {role}: {own or '—'}")
        console.findings(findings)
    return ended(scene.findings, refused)
