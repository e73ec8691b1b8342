"""`remeslo staff gaps`: what nobody may teach, who is nearest, on whom teaching hangs, which papers run out."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, unreadable
from remeslo.cli.staffout import MOST_SHOWN, ended, more, need_data, write_book
from remeslo.cli.staffsource import StaffScene, add_source, read_scene
from remeslo.core.staffing.gaplist import gaps, gaps_of_people
from remeslo.core.staffing.gaps import Expiry, Gap, PersonGap, SinglePoint
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.single import expiring, single_points
from remeslo.interchange.sentences import findings_data
from remeslo.interchange.staffsheet import Page, gap_pages
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`staff gaps`."""
    command = actions.add_parser("gaps", help="what nobody may teach, single points of failure, papers that run out")
    add_source(command)
    command.add_argument("--by-college", action="store_true", help="a gap of each college for its own groups")
    command.add_argument("--person", default="", metavar="KEY", help="only what one person could learn")
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write a workbook")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """A gap is no fault of the folder: status 1 only when a finding is hard."""
    given = read_scene(args, console, person=args.person)
    if given.scene is None:
        return unreadable(console, given.findings, as_json=args.json)
    scene = given.scene
    found = _Found(scene, by_college=args.by_college, person=args.person)
    findings = scene.all_findings
    refused = write_book(args.out, scene, found.pages(console), console)
    if args.json:
        console.json({**found.data(), "findings": findings_data((*findings, *refused), console.language)})
    else:
        found.tell(console)
        console.findings((*findings, *refused))
    return ended(findings, refused)


class _Found:
    """All that is asked about gaps, of one scene."""

    def __init__(self, scene: StaffScene, *, by_college: bool, person: str) -> None:
        self.scene = scene
        self.named = Named(scene.cluster)
        duties = scene.duties.duties
        rights = Rights(scene.cluster.staff, scene.cluster.qualifications)
        last = max((d.last for d in duties), default=scene.on)
        self.gaps: Sequence[Gap] = gaps(duties, rights, by_college=by_college) if not person else ()
        self.people = [g for g in gaps_of_people(duties, rights) if person in ("", g.person)]
        self.single = [s for s in single_points(duties, rights) if person in ("", s.person)]
        papers = expiring(duties, rights, day=scene.on, until=max(scene.on, last))
        self.expiring = [e for e in papers if person in ("", e.person)]

    def pages(self, console: Console) -> Sequence[Page]:
        """Pages of the workbook."""
        return gap_pages(
            self.scene.cluster,
            self.scene.duties.duties,
            gaps=self.gaps,
            people=self.people,
            single=self.single,
            expiring=self.expiring,
            language=console.language,
        )

    def data(self) -> dict[str, object]:
        """For ``--json``."""
        return {
            "cluster": self.scene.cluster.key,
            "on": self.scene.on.isoformat(),
            "years": list(self.scene.years),
            "duties": len(self.scene.duties.duties),
            "hours": sum(d.hours for d in self.scene.duties.duties),
            "gaps": [_gap(g) for g in self.gaps],
            "people": [_person(g) for g in self.people],
            "single_points": [_single(s) for s in self.single],
            "expiring": [_expiry(e) for e in self.expiring],
        }

    def tell(self, console: Console) -> None:
        """In lines of text."""
        text, named = console.text, self.named
        duties = self.scene.duties.duties
        duty = {d.key: d for d in duties}
        hours = sum(d.hours for d in duties)
        open_hours = sum(duty[k].hours for k in {k for g in self.gaps for k in g.duties})
        console.say(
            text(
                f"{self.scene.cluster.name}: занятий {len(duties)}, часов {hours}, некому вести {open_hours} ч",
                f"{self.scene.cluster.name}: {len(duties)} duties, {hours} hours, nobody may teach {open_hours} h",
            )
        )
        _head(console, "Дефициты", "Gaps", len(self.gaps))
        for g in self.gaps[:MOST_SHOWN]:
            need = named.needs([g.requirement]) if g.requirement else text("всё вместе", "all together")
            where = f"{named.organisation(g.organisation)}: " if g.organisation else ""
            near = "; ".join(f"{named.person(n.person)} ({named.needs(n.lacks) or '—'})" for n in g.nearest[:2])
            lessons = named.lessons(duty[k] for k in g.duties)
            console.say(f"  {_day(g.first_needed)}  {g.hours:>5}  {where}{need}: {lessons}")
            if near:
                console.say(text(f"         ближе всех: {near}", f"         nearest: {near}"))
        more(console, MOST_SHOWN, len(self.gaps))
        _head(console, "Держится на одном человеке", "Single points of failure", len(self.single))
        for s in self.single[:MOST_SHOWN]:
            skills = ", ".join(named.skill(k) for k in s.skills) or "—"
            console.say(f"  {s.hours:>5}  {named.person(s.person)} ({s.person}): {skills}")
        more(console, MOST_SHOWN, len(self.single))
        _head(console, "Истекает", "Running out", len(self.expiring))
        for e in self.expiring[:MOST_SHOWN]:
            lost = text(f"{e.hours} ч", f"{e.hours} h")
            console.say(f"  {_day(e.until)}  {named.person(e.person)} ({e.person}): {named.skill(e.skill)}, {lost}")
        more(console, MOST_SHOWN, len(self.expiring))
        _head(console, "Кому чему учиться", "Who could learn what", len(self.people))
        for p in self.people[:MOST_SHOWN]:
            console.say(f"  {p.hours:>5}  {named.person(p.person)} ({p.person}): {named.needs(p.lacks)}")
        more(console, MOST_SHOWN, len(self.people))


def _head(console: Console, ru: str, en: str, count: int) -> None:
    console.say(f"{console.text(ru, en)}: {count}")


def _day(day: date) -> str:
    return day.isoformat()


def _gap(g: Gap) -> dict[str, object]:
    return {
        "organisation": g.organisation,
        "requirement": need_data(g.requirement),
        "duties": list(g.duties),
        "hours": g.hours,
        "first_needed": g.first_needed.isoformat(),
        "holders": list(g.holders),
        "nearest": [
            {"person": n.person, "lacks": [need_data(x) for x in n.lacks], "own_college": n.own_college}
            for n in g.nearest
        ],
    }


def _person(g: PersonGap) -> dict[str, object]:
    return {
        "person": g.person,
        "lacks": [need_data(x) for x in g.lacks],
        "opens": list(g.opens),
        "hours": g.hours,
        "first_needed": g.first_needed.isoformat(),
    }


def _single(s: SinglePoint) -> dict[str, object]:
    return {"person": s.person, "skills": list(s.skills), "duties": list(s.duties), "hours": s.hours}


def _expiry(e: Expiry) -> dict[str, object]:
    return {
        "person": e.person,
        "qualification": e.qualification,
        "skill": e.skill,
        "until": e.until.isoformat(),
        "duties": list(e.duties),
        "hours": e.hours,
        "sole": list(e.sole),
    }
