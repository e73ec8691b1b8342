"""Credentials of the example's graduates to look at: signed by both sides, one revoked, one that waits for a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.credentials.claims import Claim
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership, Organisation, User
from remeslo.web.apps.credentials.models import GraduateCredential
from remeslo.web.apps.credentials.services.addresses import base_from
from remeslo.web.apps.credentials.services.issuing import endorse, issue, revoke
from remeslo.web.apps.credentials.snapshot import Graduate, Taught, graduates, judged, taught
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.launch.console import Console

ISSUED: Final = 5
"""Of them the first waits, the second is revoked after its signatures, the others hold."""
LOOKED_AT: Final = 40
"""Graduates among whom so many are sought."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A competence that may be certified, and the person of the employer who can endorse it."""

    graduate: Graduate
    title: str
    claim: Claim
    endorser: User


def issue_unless_issued(cluster: Cluster, console: Console, *, address: str) -> None:
    """Nothing where a credential is, the cluster is real, or no graduate has a confirmed competence."""
    if not cluster.illustrative or GraduateCredential.objects.filter(cluster=cluster).exists():
        return
    houses = {o.key: o for o in cluster.organisations.all()}
    college = _people(cluster, Role.METHODIST)
    ready = list(islice(_ready(cluster, houses, college), ISSUED))
    if not ready:
        return
    with console.step(_("certifies competences of graduates")), transaction.atomic():
        for n, one in enumerate(ready):
            row = _issue(cluster, houses, one, college[one.graduate.college], address)
            if n > 0:
                endorse(
                    row,
                    comment=_marked(_("We confirm it from the practice at our enterprise.")),
                    base=base_from(address),
                    by=one.endorser,
                    at=timezone.now(),
                )
            if n == 1:
                reason = _marked(_("issued by mistake, to show a credential that was revoked"))
                revoke(row, reason=reason, by=college[one.graduate.college], at=timezone.now())


def _issue(cluster: Cluster, houses: dict[str, Organisation], one: Ready, by: User, address: str) -> GraduateCredential:
    return issue(
        cluster,
        one.graduate,
        one.claim,
        title=_marked(one.title),
        houses=houses,
        name="",
        base=base_from(address),
        by=by,
        at=timezone.now(),
    )


def _ready(cluster: Cluster, houses: dict[str, Organisation], college: dict[str, User]) -> Iterator[Ready]:
    """One competence of a graduate each, those first who graduated last."""
    held = ledger(cluster)
    known = held.known_on(timezone.localdate())
    employers = _people(cluster, Role.EMPLOYER)
    programmes: dict[str, Taught] = {}
    mine = [h for key, h in houses.items() if key in college and h.is_college]
    for graduate in graduates(known, mine)[:LOOKED_AT]:
        if graduate.programme not in programmes:
            programmes[graduate.programme] = taught(cluster, graduate.programme)
        facts = judged(held, known, graduate, programmes[graduate.programme])
        for claim in facts.claims:
            first = str(claim.confirmers[0]) if claim.is_claimable else ""
            if first in employers:
                yield Ready(graduate, facts.title, claim, employers[first])
                break


def _people(cluster: Cluster, role: Role) -> dict[str, User]:
    """Demo sign-ins of a role, by the key of their organisation."""
    rows = Membership.objects.filter(cluster=cluster, user__demo=True, role=role, organisation__isnull=False)
    return {m.organisation.key: m.user for m in rows.select_related("user", "organisation") if m.organisation}


def _marked(what: str) -> str:
    return _("Illustrative: %(what)s") % {"what": what}
