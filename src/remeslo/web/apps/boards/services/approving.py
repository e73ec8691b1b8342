"""Approval: a college submits its year, cluster, region and country approve or return it; what is locked is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.findings import Finding
from remeslo.core.rollup.approval import Approval, Level, Progress, Step, after, changed_since, check_step, hash_of
from remeslo.core.rollup.approval import progress as progress_of
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.web.apps.boards.models import ApprovalAct, LockedFigure, StoredFigure, UnitStanding
from remeslo.web.apps.boards.services.locking import count_lock
from remeslo.web.apps.boards.services.summing import sum_up
from remeslo.web.apps.boards.snapshot import leaf_of
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record

_LEAF = ("college", "programme", "indicator", "edition", "period")
_SUMS = ("above", "below", "known", "expected", "people", "to_confirm", "confirmed", "disputed")


@dataclass(frozen=True, slots=True)
class Which:
    """A unit's year: whose figures a step is about."""

    cluster: Cluster
    college: str
    period: str

    @property
    def unit(self) -> str:
        """Key of the unit."""
        return f"{self.cluster.key}/{self.college}"

    @property
    def where(self) -> dict[str, Any]:
        """Its rows."""
        return {"cluster": self.cluster, "college": self.college, "period": self.period}


class NotAllowedNow(Exception):
    """The step may not be taken; says why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


@transaction.atomic
def take_step(
    which: Which, step: Step, level: Level, *, by: User, at: datetime, seen: str = "", remark: str = ""
) -> Progress:
    """
    Take one step; raises NotAllowedNow.

    Parameters
    ----------
    seen
        Hash of the figures that the person looked at: a submission or an approval of others is refused.
    remark
        Required to return and to reopen.
    """
    _hold(which)
    here = where_it_stands(which)
    now = current_leaves(which)
    figures = hash_of(now) if step is Step.SUBMIT else here.figures
    _refuse_blind(which, step, level, seen=seen, figures=figures, remark=remark)
    act = Approval(
        node=which.unit,
        period=which.period,
        level=level,
        step=step,
        by=by.username,
        at=at,
        figures=figures,
        remark=remark,
    )
    if findings := check_step(here, act):
        raise NotAllowedNow(findings)
    there = after(here, act)
    before = locked_leaves(which) if here.locked else now
    _keep(which, act, by, before)
    if step is Step.SUBMIT:
        _lock(which)
    elif not there.locked:
        LockedFigure.objects.filter(**which.where).delete()
    UnitStanding.objects.filter(**which.where).update(
        reached=there.reached.value if there.reached else "",
        sha256=there.figures,
        remark=there.remark,
        has_changed=there.locked and bool(changed_since(before, now)),
    )
    _count(which, here, there, changed=bool(changed_since(before, now)), at=at)
    subject = f"figures:{which.unit}:{which.period}"
    facts = {"thing": _thing(which), "level": level.value, "period": which.period, "remark": remark}
    record(f"figures.{_WORDS[step]}", by=by, cluster=which.cluster, subject=subject, **facts)
    return there


def where_it_stands(which: Which) -> Progress:
    """What the steps so far lead to; one query."""
    return progress_of(_value(row, which) for row in ApprovalAct.objects.filter(**which.where).select_related("by"))


def current_leaves(which: Which) -> tuple[LeafFigure, ...]:
    """Leaves by what is known today; one query."""
    return tuple(leaf_of(r, which.cluster.key) for r in StoredFigure.objects.filter(**which.where))


def locked_leaves(which: Which) -> tuple[LeafFigure, ...]:
    """Leaves as they were submitted; one query."""
    return tuple(leaf_of(r, which.cluster.key) for r in LockedFigure.objects.filter(**which.where))


def mark_changed(cluster: Cluster, periods: Iterable[str]) -> None:
    """Say of each locked year whether the facts of today give other figures; called when leaves were computed anew."""
    rows = UnitStanding.objects.filter(cluster=cluster, period__in=list(periods)).exclude(reached="")
    for row in rows:
        which = Which(cluster, row.college, row.period)
        changed = bool(changed_since(locked_leaves(which), current_leaves(which)))
        if changed != row.has_changed:
            UnitStanding.objects.filter(pk=row.pk).update(has_changed=changed)


def _count(which: Which, here: Progress, there: Progress, *, changed: bool, at: datetime) -> None:
    """Nodes above count the lock; the year is added up anew where locked figures give way to others."""
    if here.locked == there.locked:
        return
    if changed or not count_lock(which.unit, which.period, more=1 if there.locked else -1):
        sum_up([which.period], today=timezone.localdate(at), at=at)


def _hold(which: Which) -> None:
    """Two steps at one time wait for each other."""
    UnitStanding.objects.get_or_create(**which.where)
    UnitStanding.objects.select_for_update().get(**which.where)


def _refuse_blind(which: Which, step: Step, level: Level, *, seen: str, figures: str, remark: str) -> None:
    place = f"{which.unit}, {which.period}"
    facts: dict[str, object] = {"node": which.unit, "period": which.period, "level": level.value}
    if step in (Step.RETURN, Step.REOPEN) and not remark.strip():
        raise NotAllowedNow([Finding("approval.remark_missing", place, facts)])
    if step in (Step.SUBMIT, Step.APPROVE) and seen != figures:
        raise NotAllowedNow([Finding("approval.figures_changed", place, facts)])


def _lock(which: Which) -> None:
    LockedFigure.objects.filter(**which.where).delete()
    rows = StoredFigure.objects.filter(**which.where).values(*_LEAF, *_SUMS)
    LockedFigure.objects.bulk_create([LockedFigure(cluster=which.cluster, **row) for row in rows], batch_size=500)


def _keep(which: Which, act: Approval, by: User, leaves: Iterable[LeafFigure]) -> None:
    told = [
        [leaf.programme, leaf.indicator, leaf.edition.isoformat(), *(_text(getattr(leaf, name)) for name in _SUMS)]
        for leaf in leaves
    ]
    ApprovalAct(
        **which.where,
        step=act.step.value,
        level=act.level.value,
        by=by,
        by_name=str(by),
        at=act.at,
        remark=act.remark,
        sha256=act.figures,
        figures=told,
    ).save()


def _value(row: ApprovalAct, which: Which) -> Approval:
    return Approval(
        node=which.unit,
        period=row.period,
        level=Level(row.level),
        step=Step(row.step),
        by=row.by.username if row.by else row.by_name,
        at=row.at,
        figures=row.sha256,
        remark=row.remark,
    )


def _thing(which: Which) -> str:
    house = which.cluster.organisations.filter(key=which.college).first() if which.college else None
    return house.name if house else which.college or which.cluster.name


def _text(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


_WORDS = {Step.SUBMIT: "submitted", Step.APPROVE: "approved", Step.RETURN: "returned", Step.REOPEN: "reopened"}
