"""`remeslo staff mentors`: mentorships judged, how many mentors are missing, who could guide whom."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, unreadable
from remeslo.cli.staffout import MOST_SHOWN, ended, more, write_book
from remeslo.cli.staffsource import StaffScene, add_source, read_scene
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.mentoring import mentor_problem, mentoring, placements, places_of
from remeslo.core.staffing.mentors.check import check_mentors
from remeslo.core.staffing.mentors.explain import Cause, explain
from remeslo.core.staffing.mentors.load import Stretch, loads, peaks
from remeslo.core.staffing.mentors.norms import MentorNorms, mentor_norms
from remeslo.core.staffing.mentors.plan import MentorResult
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.mentors.shortage import Shortage, mentor_weeks, shortages
from remeslo.core.staffing.mentors.solve import solve
from remeslo.core.staffing.norms import NoStaffNormInForce
from remeslo.interchange.sentences import findings_data, label
from remeslo.interchange.staffsheet import Page, mentor_pages
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`staff mentors`."""
    command = actions.add_parser("mentors", help="mentorships judged, mentors missing, a suggestion")
    add_source(command)
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write a workbook")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Status 1 when a mentorship breaks a hard rule."""
    given = read_scene(args, console)
    if given.scene is None:
        return unreadable(console, given.findings, as_json=args.json)
    scene = given.scene
    try:
        norms = mentor_norms(scene.pack, scene.on)
    except NoStaffNormInForce as error:
        facts = {"day": scene.on, "reason": str(error)}
        refused = Finding("staff.no_norm_in_force", str(scene.on), facts, Severity.STOPS_SAVING)
        return unreadable(console, [refused], as_json=args.json)
    found = _Found(scene, norms, limit_s=args.limit_s, seed=args.seed)
    not_written = write_book(args.out, scene, found.pages(console), console)
    findings = (*scene.findings, *found.judged)
    if args.json:
        console.json({**found.data(), "findings": findings_data((*findings, *not_written), console.language)})
    else:
        found.tell(console)
        console.findings((*findings, *not_written))
    return ended(findings, not_written)


class _Found:
    """All that is asked about mentors, of one scene."""

    def __init__(self, scene: StaffScene, norms: MentorNorms, *, limit_s: float, seed: int) -> None:
        cluster = scene.cluster
        self.scene, self.norms, self.named = scene, norms, Named(cluster)
        self.judged = check_mentors(mentoring(cluster, norms), on=scene.on)
        self.peaks: Sequence[Stretch] = tuple(peaks(loads(cluster.mentorships)).values())
        coming = placements(cluster, scene.programmes, years=scene.years)
        most = int(norms.trainees_max.amount)
        weeks = mentor_weeks(
            coming, cluster.staff, trainees_max=most, absences=cluster.absences, places=places_of(cluster)
        )
        self.short: Sequence[Shortage] = shortages(weeks, trainees_max=most) if most else ()
        self.problem: MentorProblem = mentor_problem(cluster, coming, norms)
        self.result: MentorResult = solve(self.problem, limit_s=limit_s, seed=seed)
        self.causes: Sequence[Cause] = explain(self.problem, self.result, limit_s=limit_s)

    def pages(self, console: Console) -> Sequence[Page]:
        """Pages of the workbook."""
        return mentor_pages(
            self.scene.cluster,
            findings=self.judged,
            loads=loads(self.scene.cluster.mentorships),
            shortages=self.short,
            problem=self.problem,
            plan=self.result.plan,
            language=console.language,
        )

    def data(self) -> dict[str, object]:
        """For ``--json``."""
        score, bound = self.result.score, self.result.bound
        return {
            "cluster": self.scene.cluster.key,
            "on": self.scene.on.isoformat(),
            "mentors": [_load(s) for s in self.peaks],
            "shortages": [_shortage(s) for s in self.short],
            "status": self.result.status.value,
            "unguided": score.unguided,
            "bound": bound.unguided,
            "suggestion": [
                {
                    "placement": p.key,
                    "group": p.group,
                    "first": p.first.isoformat(),
                    "last": p.last.isoformat(),
                    "trainees": p.trainees,
                    "mentors": dict(self.result.plan.of(p.key)),
                }
                for p in self.problem.placements
            ],
            "causes": [_cause(c) for c in self.causes],
        }

    def tell(self, console: Console) -> None:
        """In lines of text."""
        text, named = console.text, self.named
        limit = self.norms.trainees_max
        mark = "" if limit.verified else " *"
        console.say(
            text(
                f"{self.scene.cluster.name}: наставничеств {len(self.scene.cluster.mentorships)}, "
                f"учеников у наставника не больше {limit.amount}{mark}",
                f"{self.scene.cluster.name}: {len(self.scene.cluster.mentorships)} mentorships, "
                f"at most {limit.amount} trainees a mentor{mark}",
            )
        )
        for s in self.peaks:
            days = f"{s.first} – {s.last}"
            console.say(f"  {named.person(s.mentor)} ({s.mentor}): {s.num_trainees}, {days}")
        for short in self.short:
            where = named.organisation(short.organisation) or text("весь кластер", "the whole cluster")
            console.say(
                text(
                    f"Нехватка, {where}: {short.trainee_weeks} ученико-недель, наставников найти {short.mentors}, "
                    f"худшая неделя с {short.worst.monday}: учеников {short.worst.trainees}, мест у наставников "
                    f"{max(0, short.worst.capacity)}",
                    f"Shortage, {where}: {short.trainee_weeks} trainee-weeks, {short.mentors} mentors to find, "
                    f"worst week of {short.worst.monday}: {short.worst.trainees} trainees, mentors may take "
                    f"{max(0, short.worst.capacity)}",
                )
            )
        self._suggestion(console)
        if not limit.verified:
            console.say(text("* число не сверено с актом", "* a number that was never compared with an act"))

    def _suggestion(self, console: Console) -> None:
        text, named = console.text, self.named
        status = label(f"staff_status.{self.result.status.value}", console.language)
        score, bound = self.result.score.unguided, self.result.bound.unguided
        console.say(
            text(
                f"Предложение ({status}): без наставника {score} ученико-недель, меньше {bound} нельзя",
                f"Suggestion ({status}): {score} trainee-weeks without a mentor, no fewer than {bound} possible",
            )
        )
        for p in self.problem.placements[:MOST_SHOWN]:
            own = ", ".join(f"{named.person(m)} {n}" for m, n in self.result.plan.of(p.key).items())
            left = p.trainees - self.result.plan.guided(p.key)
            rest = text(f"; без наставника {left}", f"; {left} without a mentor") if left else ""
            console.say(f"  {p.first} – {p.last}  {p.key}: {own or '—'}{rest}")
        more(console, MOST_SHOWN, len(self.problem.placements))
        for c in self.causes:
            cause = label(f"mentor_cause.{c.cause}", console.language)
            saved = text(f"стало бы меньше на {c.saved}", f"{c.saved} fewer without it")
            console.say(f"    {c.placement}: {cause}; {saved}")


def _load(s: Stretch) -> dict[str, object]:
    return {
        "person": s.mentor,
        "trainees": s.num_trainees,
        "hours": s.hours,
        "first": s.first.isoformat(),
        "last": s.last.isoformat(),
        "mentorships": list(s.mentorships),
    }


def _shortage(s: Shortage) -> dict[str, object]:
    return {
        "organisation": s.organisation,
        "trainee_weeks": s.trainee_weeks,
        "beyond_places": s.beyond_places,
        "mentors": s.mentors,
        "worst_week": s.worst.monday.isoformat(),
        "trainees": s.worst.trainees,
        "capacity": max(0, s.worst.capacity),
    }


def _cause(c: Cause) -> dict[str, object]:
    return {
        "placement": c.placement,
        "cause": c.cause.value,
        "people": list(c.people),
        "saved": c.saved,
        "proven": c.proven,
    }
