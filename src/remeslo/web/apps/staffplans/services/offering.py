"""From a plan to people: sessions offered to those who should go, through the app that leads them to certificates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.upskill.problem import Going
from remeslo.core.staffing.upskill.steps import COMING, StepRefused, StepState
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.audience import person_thing
from remeslo.web.apps.staffing.models import SessionRow, Step
from remeslo.web.apps.staffing.services.steps import offer

GONE = (StepState.DECLINED, StepState.MISSED)
"""Answers after which the planner does not send the person to that session again."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of offers: how many were made, were there already, were not mine to make; and refusals."""

    made: int
    there: int
    not_mine: int
    refused: tuple[tuple[Going, tuple[Finding, ...]], ...]


def states(cluster: Cluster) -> Mapping[Going, str]:
    """How far each person has come with each session; one query."""
    rows = Step.objects.filter(cluster=cluster).values_list("person__key", "session__key", "state")
    return {Going(PersonKey(p), SessionKey(s)): state for p, s, state in rows}


def goings(cluster: Cluster) -> tuple[frozenset[Going], frozenset[Going]]:
    """
    Goings that stay and those that are not offered again; one query.

    Who has the certificate already stays out: its papers are among the qualifications.
    """
    known = states(cluster)
    stay = {g for g, state in known.items() if state in (StepState.ACCEPTED, StepState.CARRIED_OUT)}
    return frozenset(stay), frozenset(g for g, state in known.items() if state in GONE)


def offer_all(cluster: Cluster, wanted: Mapping[Going, str], *, by: User, at: datetime, on: date) -> Offered:
    """Offer each going with its reason (in the reader's words), as far as the person is one the reader may offer to."""
    known = states(cluster)
    people = {p.key: p for p in _people(cluster, {g.person for g in wanted})}
    sessions = {s.key: s for s in SessionRow.objects.filter(cluster=cluster, key__in={g.session for g in wanted})}
    made = there = not_mine = 0
    refused = []
    for going, why in sorted(wanted.items()):
        person, session = people.get(going.person), sessions.get(going.session)
        if person is None or session is None:
            continue
        if not can(by, Action.OFFER_COURSE, person_thing(person)):
            not_mine += 1
        elif known.get(going) in (StepState.OFFERED, *COMING):
            there += 1
        else:
            try:
                offer(person, session, by=by, at=at, on=on, why=why)
                made += 1
            except StepRefused as refusal:
                refused.append((going, refusal.findings))
    return Offered(made, there, not_mine, tuple(refused))


def _people(cluster: Cluster, keys: Iterable[str]) -> Iterable[StaffMember]:
    rows = StaffMember.objects.filter(cluster=cluster, key__in=list(keys))
    return rows.select_related("organisation", "cluster")
