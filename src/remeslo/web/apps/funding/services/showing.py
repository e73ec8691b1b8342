"""Packs, settlements and payments for looking around: what invented facts make of the packs that come along."""

from datetime import date, datetime
from typing import Final

from remeslo.interchange import fundpack
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.funding.packs import pack_of
from remeslo.web.apps.funding.services.booking import NotBooked, pay_accrued, settle_up_to
from remeslo.web.apps.funding.services.writing import take_builtin
from remeslo.web.apps.results.models import FactRow

PACKS: Final = ("ru-cluster-pilot", "ru-percapita", "ru-cluster-grant")
"""In the order of the list; the first is settled."""


def show_money(cluster: Cluster, *, at: datetime) -> int:
    """
    Bring the Russian packs in, and settle and pay the first in the last summer of its facts; entries booked.

    Facts that came later than the last settlement are left, so that there is something to see.
    """
    for key in PACKS:
        if pack_of(cluster, key) is None:
            take_builtin(cluster, fundpack.builtin()[key], by=None, publish=True)
    document = pack_of(cluster, PACKS[0])
    last = FactRow.objects.filter(cluster=cluster).order_by("-known").values_list("known", flat=True).first()
    if document is None or last is None:
        return 0
    day = date(last.year, 7, 31)
    try:
        count = settle_up_to(cluster, document, on=day, by=None, at=at).count
        return count + pay_accrued(cluster, document, on=day, by=None, at=at).count
    except NotBooked:
        return 0
