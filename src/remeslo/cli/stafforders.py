"""Orders that send people to courses, one of each college, written as PDF."""

import re
from datetime import date, timedelta
from pathlib import Path

from remeslo.cli.console import Console, not_writable
from remeslo.cli.staffsource import StaffScene
from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.interchange.documents import Sending, SendingOrder, StandIn, sending_pdf
from remeslo.interchange.sentences import label
from remeslo.interchange.staffsheet.named import Named

_SATURDAY = timedelta(days=5)


def write_orders(
    folder: Path, scene: StaffScene, problem: UpskillProblem, plan: UpskillPlan, console: Console
) -> list[Finding]:
    """An order of each organisation whose people go somewhere; what the disk refuses is a finding."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for organisation in sorted({problem.person[g.person].organisation for g in plan.goes}):
            order = order_of(organisation, scene, problem, plan, console)
            safe = re.sub(r"[^\w.-]+", "-", organisation).strip("-.") or "college"
            part = folder / f".order-{safe}.pdf.part"
            part.write_bytes(sending_pdf(order, language=console.language))
            part.replace(folder / f"order-{safe}.pdf")
    except OSError as error:
        return [not_writable(folder, error)]
    return []


def order_of(
    organisation: OrganisationKey, scene: StaffScene, problem: UpskillProblem, plan: UpskillPlan, console: Console
) -> SendingOrder:
    """The order of one organisation: its people, and whoever gives their lessons meanwhile."""
    named = Named(scene.cluster)
    own = sorted(g for g in plan.goes if problem.person[g.person].organisation == organisation)
    where = next((o.settlement for o in scene.cluster.organisations if o.key == organisation), "")
    return SendingOrder(
        organisation=named.organisation(organisation),
        settlement=where,
        sendings=tuple(_sending(g, problem, named, console) for g in own),
        stand_ins=_stand_ins({g.person for g in own}, problem, plan, named),
        grounds=console.text("план повышения квалификации кластера", "upskilling plan of the cluster"),
        illustrative=scene.cluster.illustrative,
    )


def _sending(g: Going, problem: UpskillProblem, named: Named, console: Console) -> Sending:
    session, course = problem.session[g.session], problem.course_of(g.session)
    return Sending(
        person=named.person(g.person),
        position=label(f"staff_role.{problem.person[g.person].role}", console.language),
        course=course.title,
        host=named.organisation(course.host),
        first=session.first,
        last=session.last,
        hours=course.hours,
        price=course.price,
    )


def _stand_ins(people: set[PersonKey], problem: UpskillProblem, plan: UpskillPlan, named: Named) -> tuple[StandIn, ...]:
    """One line for each duty and person who stands in, over all weeks."""
    weeks: dict[tuple[DutyKey, PersonKey], list[date]] = {}
    for (key, monday), person in plan.substitutes.items():
        teacher = plan.teaches.get(key) or problem.assignment.get(key)
        if teacher in people:
            weeks.setdefault((key, person), []).append(monday)
    found = []
    for (key, person), mondays in sorted(weeks.items()):
        duty = problem.duty[key]
        found.append(
            StandIn(
                person=named.person(person),
                away=named.person(plan.teaches.get(key) or problem.assignment.get(key)),
                element=f"{duty.element} {duty.title}".strip(),
                group=duty.group,
                first=min(mondays),
                last=max(mondays) + _SATURDAY,
                hours=sum(duty.hours_of_week(m) for m in mondays),
            )
        )
    return tuple(found)
