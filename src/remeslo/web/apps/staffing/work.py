"""What people, courses and mentors put on people's lists of work."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.staffing.upskill.steps import StepState
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere, own_people
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import person_thing
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffing.hosted import hosted_sessions
from remeslo.web.apps.staffing.mentoring import state_of
from remeslo.web.apps.staffing.models import MentorshipRow, Step
from remeslo.web.apps.staffing.overlay import events_by_subject, mentorship


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """My offers and consents; sessions that we host; papers of our people that run out."""
    day = day_of(cluster)
    if own_people(user, cluster):
        yield from _offers(cluster, user)
        yield from _consents(cluster, user, day)
    if can_somewhere(user, Action.HOST_COURSE, cluster):
        yield from _sessions(cluster, user, day)
    if can_somewhere(user, Action.OFFER_COURSE, cluster):
        yield from _papers(cluster, user, day)


def _offers(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    steps = Step.objects.filter(cluster=cluster, person__key__in=own_people(user, cluster), state=StepState.OFFERED)
    for step in steps.select_related("session__course"):
        yield WorkItem(
            title=_("You are asked to learn: %(course)s") % {"course": step.session.course.title},
            why=_("The place is kept for you until you answer."),
            url=reverse("staffing:me", kwargs={"cluster": cluster.key}),
            icon="standard",
            button=_("Answer the offer"),
            urgency=Urgency.NOW,
            due=step.session.first,
        )


def _consents(cluster: Cluster, user: User, day: date) -> Iterator[WorkItem]:
    rows = list(MentorshipRow.objects.filter(cluster=cluster, mentor__key__in=own_people(user, cluster)))
    events = events_by_subject(cluster) if rows else {}
    for row in rows:
        value = mentorship(row.body, events)
        if state_of(value, events.get(f"mentorship:{row.key}", ()), day) in ("asked", "without_consent"):
            yield WorkItem(
                title=_("Your consent is asked: mentor of %(group)s") % {"group": value.group or row.key},
                why=_("A mentorship holds only from the written consent on."),
                url=reverse("staffing:mentorship", kwargs={"cluster": cluster.key, "key": row.key}),
                icon="group",
                button=_("Read and answer"),
                urgency=Urgency.NOW,
                due=value.first,
            )


def _sessions(cluster: Cluster, user: User, day: date) -> Iterator[WorkItem]:
    held = hosted_sessions(cluster, day)
    waiting = [h for h in held if h.waits and can(user, Action.HOST_COURSE, h.thing)]
    if waiting:
        n = len(waiting)
        title = ngettext("%(n)s session waits for you", "%(n)s sessions wait for you", n) % {"n": n}
        url = reverse("staffing:hosting", kwargs={"cluster": cluster.key})
        why = _("Rights to teach follow from attendance and certificates.")
        yield WorkItem(title=title, why=why, url=url, icon="organisation", button=_("Open"), urgency=Urgency.NOW)


def _papers(cluster: Cluster, user: User, day: date) -> Iterator[WorkItem]:
    mine = {p.pk for p in queries.people(cluster) if can(user, Action.OFFER_COURSE, person_thing(p))}
    soon = [p for p in queries.ending_papers(cluster, day) if p.row.person_id in mine]
    if soon:
        n = len(soon)
        title = ngettext("%(n)s paper runs out within half a year", "%(n)s papers run out within half a year", n)
        yield WorkItem(
            title=title % {"n": n},
            why=_("What it allows to teach ends with it; a course takes time."),
            url=reverse("staffing:people", kwargs={"cluster": cluster.key}) + "?state=soon",
            icon="clock",
            button=_("Look at them"),
            due=min(p.until for p in soon if p.until is not None),
        )
