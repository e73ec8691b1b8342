"""Whose data one may read as a whole: who keeps privacy everybody's, the others their own learners, people, oneself."""

from dataclasses import dataclass
from typing import Final, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404

from remeslo.core.privacy import Record
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.permissions import Action, can, can_somewhere, own_people
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.results.models import FactRow, Learner
from remeslo.web.apps.shortcourses.models import LearnerPlan
from remeslo.web.apps.staffing.audience import may_see

Who = Literal["learner", "staff"]
KINDS: Final = {"learner": "learner-name", "staff": "staff-name"}
"""The kind that holds the name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """
    The person that it is about.

    ``row`` is the name's, none once it is erased; ``is_whole``: the reader may read everything, also money and the log.
    """

    who: Who
    key: str
    row: Learner | StaffMember | None
    is_whole: bool
    may_erase: bool

    @property
    def record(self) -> Record:
        """The name, as the register counts it."""
        return Record(KINDS[self.who], self.key, None)

    @property
    def named(self) -> str:
        """How the log names the person."""
        return f"{'learner' if self.who == 'learner' else 'person'}:{self.key}"


def may_ask(request: ClusterRequest) -> bool:
    """True for those who may read about somebody."""
    asked = (Action.KEEP_PRIVACY, Action.SEE_NAMES, Action.SEE_PERSON)
    return any(can_somewhere(request.user, action, request.cluster) for action in asked)


def subject_of(request: ClusterRequest, who: str, key: str) -> Subject:
    """The person, for those who may read; 404 for the others, who need not learn that there is somebody."""
    if not may_ask(request):
        raise PermissionDenied
    found = _subject(request, who, key)
    if found is None:
        raise Http404
    return found


def may_open(request: ClusterRequest, who: str, key: str) -> bool:
    """True when `subject_of` finds the person for the reader; at most three queries, none for those who never may."""
    return may_ask(request) and _subject(request, who, key) is not None


def _subject(request: ClusterRequest, who: str, key: str) -> Subject | None:
    keeps = can(request.user, Action.KEEP_PRIVACY, request.cluster)
    if who == "learner":
        learner = Learner.objects.filter(cluster=request.cluster, key=key).select_related("college").first()
        if learner is None:
            return Subject("learner", key, None, keeps, keeps) if keeps and _is_known(request.cluster, key) else None
        if keeps or can(request.user, Action.SEE_NAMES, learner):
            return Subject("learner", key, learner, keeps, keeps)
    elif who == "staff":
        rows = StaffMember.objects.filter(cluster=request.cluster, key=key)
        person = rows.select_related("organisation", "cluster").first()
        if person is not None and (keeps or may_see(request.user, person)):
            is_self = key in own_people(request.user, request.cluster)
            return Subject("staff", key, person, keeps or is_self, keeps)
    return None


def _is_known(cluster: Cluster, key: str) -> bool:
    """True when something is held under this pseudonym, though no name."""
    plans = LearnerPlan.objects.filter(cluster=cluster, pseudonym=key)
    return FactRow.objects.filter(cluster=cluster, subject=key).exists() or plans.exists()
