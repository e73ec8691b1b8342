"""Places on courses that people of the example have been offered and have accepted, so that their pages show some."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.upskill.problem import Going
from remeslo.core.staffing.upskill.steps import StepAct
from remeslo.web.apps.common.models import Cluster, Membership
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import SessionRow, Step
from remeslo.web.apps.staffing.services.steps import move, offer
from remeslo.web.apps.staffplans.gapboard import closing
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.launch.console import Console


def offer_unless_offered(cluster: Cluster, console: Console) -> None:
    """One place offered and one accepted; nothing where a place was offered, or the cluster is real."""
    if not cluster.illustrative or Step.objects.filter(cluster=cluster).exists():
        return
    chosen = _two(_fitting(scene(cluster)), _demo_people(cluster))
    if not chosen:
        return
    with console.step(_("offers invented places on courses")), transaction.atomic():
        for n, (going, why) in enumerate(chosen):
            step = _offered(cluster, going, _("Illustrative: %(what)s") % {"what": why})
            if n:
                move(step, StepAct.ACCEPT, by=None, at=timezone.now(), on=cluster.day)


def _offered(cluster: Cluster, going: Going, why: str) -> Step:
    person = StaffMember.objects.select_related("organisation", "cluster").get(cluster=cluster, key=going.person)
    session = SessionRow.objects.get(cluster=cluster, key=going.session)
    return offer(person, session, by=None, at=timezone.now(), on=cluster.day, why=why)


def _demo_people(cluster: Cluster) -> set[str]:
    """Keys of the people whom somebody can sign in as."""
    return set(Membership.objects.filter(cluster=cluster, user__demo=True).values_list("person", flat=True))


def _two(fitting: Iterator[tuple[Going, str]], demo: set[str]) -> list[tuple[Going, str]]:
    """The first is offered, to a demo person where one fits; the second is another person's, elsewhere if possible."""
    found = sorted(fitting, key=lambda pair: pair[0].person not in demo)
    if not found:
        return []
    first = found[0]
    others = [p for p in found if p[0].person != first[0].person]
    return [first, *sorted(others, key=lambda pair: pair[0].session == first[0].session)[:1]]


def _fitting(here: Scene) -> Iterator[tuple[Going, str]]:
    """Who could go where, in time and with what the course asks beforehand: what opens most comes first."""
    for person, need, first_needed in _needs(here):
        for way in closing(here, (need,), first_needed):
            begins, asked = way.session.first, way.course.needs_before
            ready = all(here.rights.level(person, n.skill, begins) >= n.level for n in asked)
            if way.in_time and ready:
                yield Going(person, way.session.key), here.skill_title(need.skill)


def _needs(here: Scene) -> Iterator[tuple[PersonKey, Requirement, date]]:
    """What people lack for lessons that nobody may teach, then what they have to learn again."""
    for gap in here.person_gaps:
        for need in gap.lacks:
            yield gap.person, need, gap.first_needed
    papers = {q.key: q for q in here.qualifications}
    for paper in here.expiries:
        if paper.duties:
            yield paper.person, Requirement(paper.skill, papers[paper.qualification].level), paper.until
