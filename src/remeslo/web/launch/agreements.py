"""Agreements of the example to look at: one in force, one that waits for a signature, one draft."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.agreements.agreement import Agreement, Authority, Party, Said, Signatory
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import (
    AgreementKey,
    AgreementKind,
    ClauseKey,
    ClauseKind,
    PartyKey,
    PaymentForm,
    SignatoryKey,
)
from remeslo.core.base.keys import OrganisationKey
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.scene import Scene
from remeslo.web.apps.agreements.services import drafting, signing
from remeslo.web.apps.common.models import Cluster, Membership, Organisation, User
from remeslo.web.launch.console import Console

POST = "директор"
NAMES = ("Селиванова Ирина Петровна", "Ларионов Глеб Сергеевич")
"""Of people whom nobody is: the data are illustrative, and every page says so."""


def agree_unless_agreed(cluster: Cluster, console: Console) -> None:
    """Nothing where an agreement is, the cluster is real, or it lacks a college or an enterprise."""
    if not cluster.illustrative or AgreementRow.objects.filter(cluster=cluster).exists():
        return
    sides = _sides(cluster)
    if sides is None:
        return
    writer = Membership.objects.filter(cluster=cluster, user__demo=True).select_related("user").first()
    if writer is None:
        return
    with console.step(_("writes agreements of the college and an enterprise")):
        _write(cluster, *sides, writer.user, timezone.now())


def _sides(cluster: Cluster) -> tuple[Organisation, Organisation] | None:
    rows = list(cluster.organisations.all())
    college = next((o for o in rows if o.is_college), None)
    works = next((o for o in rows if o.is_employer), None)
    return (works, college) if works is not None and college is not None else None


def _write(cluster: Cluster, works: Organisation, college: Organisation, by: User, at: datetime) -> None:
    year = cluster.start_year
    held = _partnership(works, college, f"СП-{year}", date(year, 9, 1), date(year + 3, 9, 1))
    more = replace(
        held,
        key=AgreementKey(f"СП-{year + 3}"),
        title="Сотрудничество в следующие годы (учебный пример)",
        first=held.until,
        until=date(year + 6, 9, 1),
        renews=held.key,
        clauses=tuple(replace(c, first=None, until=None) for c in held.clauses[:1]),
    )
    today = timezone.localdate(at)
    for agreement, signatures in ((held, 2), (more, 1)):
        drafting.create(cluster, agreement, by=by, at=at)
        scene = Scene(by, cluster).paper_scene()
        text = signing.send(cluster, agreement.key, scene, by=by, at=at, on=today)
        for one in agreement.signatories[:signatures]:
            signing.sign(cluster, agreement.key, one.key, sha256=text.sha256, by=by, at=at, on=today)


def _partnership(works: Organisation, college: Organisation, key: str, first: date, until: date) -> Agreement:
    sides = [PartyKey(works.key), PartyKey(college.key)]
    year = first.year

    def clause(number: str, kind: ClauseKind, party: PartyKey, **more: object) -> Clause:
        return Clause(key=ClauseKey(number), kind=kind, party=party, **more)  # type: ignore[arg-type]

    return Agreement(
        key=AgreementKey(key),
        kind=AgreementKind.PARTNERSHIP,
        title="Подготовка рабочих для предприятия (учебный пример)",
        parties=tuple(Party(key=s, organisation=OrganisationKey(str(s))) for s in sides),
        signatories=tuple(
            Signatory(key=SignatoryKey(f"s{n + 1}"), party=side, name=name, authority=Authority(post=POST))
            for n, (side, name) in enumerate(zip(sides, NAMES, strict=True))
        ),
        first=first,
        until=until,
        clauses=(
            clause("2.1", ClauseKind.HIRING, sides[0], count=12),
            clause(
                "2.2",
                ClauseKind.PAYMENT,
                sides[0],
                amount=Decimal("750000.00"),
                form=PaymentForm.CASH,
                until=date(year + 1, 9, 1),
            ),
            clause("2.3", ClauseKind.PRACTICE, sides[0], count=20, until=date(year + 1, 9, 1)),
            clause("3.1", ClauseKind.PLACES, sides[1], count=25, until=date(year + 1, 9, 1)),
        ),
        points=(Said(point="liability", text="по законодательству"),),
    )
