"""What still names an organisation that is no more: rows of every app, counted by kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.apps import apps

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.organisations.models import LegalEntity

ITS_OWN: Final = frozenset({"organisations.memberof", "organisations.handover"})
"""Rows of the registry itself, which say what was."""
GOES_OVER: Final = frozenset({"registry.site", "registry.studentgroup", "registry.staffmember"})
PAST: Final = frozenset({"results.factrow", "results.evidence"})
"""Rows that say what happened: they keep the name of those whom it happened with, for ever."""


@dataclass(frozen=True, slots=True, order=True)
class Leftover:
    """
    Rows of one kind that name an organisation of a cluster.

    Parameters
    ----------
    model
        ``app.model``; ``name`` is its word on screen.
    is_past
        True where they say what was, and nobody has to do anything.
    """

    cluster: str
    organisation: str
    model: str
    name: str
    count: int
    is_past: bool


def leftovers(entities: Iterable[LegalEntity], on: date) -> tuple[Leftover, ...]:
    """
    What names the rows of these organisations besides their memberships, from a fixed number of queries.

    Groups, sites and people that go over on a day to come are not told, nor agreed terms that name it by its key.
    """
    chosen = list(entities)
    rows = {
        o.pk: o for o in Organisation.objects.filter(members__entity__in=chosen).select_related("cluster").distinct()
    }
    found: list[Leftover] = []
    for model, field in _relations():
        label = model._meta.label_lower
        if label in ITS_OWN or label in GOES_OVER:
            continue
        for named in model.objects.filter(**{f"{field}__in": list(rows)}).order_by().values_list(field, flat=True):
            found.append(_leftover(model, rows[named]))
    counts: dict[Leftover, int] = {}
    for one in found:
        counts[one] = counts.get(one, 0) + 1
    return tuple(sorted(Leftover(o.cluster, o.organisation, o.model, o.name, n, o.is_past) for o, n in counts.items()))


def _relations() -> list[tuple[Any, str]]:
    """Every model and field that names an organisation of a cluster."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and getattr(field, "many_to_one", False) and field.related_model is Organisation
        if not field.auto_created
    ]


def _leftover(model: Any, row: Organisation) -> Leftover:
    label = model._meta.label_lower
    name = str(model._meta.verbose_name)
    return Leftover(row.cluster.key, row.key, label, name, 0, label in PAST)
