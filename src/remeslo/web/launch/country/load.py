"""Loading the invented country step by step; broken off, the next start goes on where this one stopped."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.line.country import Country, CountryCluster, CountrySize, build, facts_of
from remeslo.interchange.countrypack import builtin_parts
from remeslo.web.apps.boards.models import BoardYear, FigureStamp, StoredFigure
from remeslo.web.apps.boards.services.storing import store_leaves
from remeslo.web.apps.boards.services.summing import sum_year
from remeslo.web.apps.boards.snapshot import country as read_country
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.results.ledger import ledger_of
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.services.inventing import put_told
from remeslo.web.launch.console import Console
from remeslo.web.launch.country.people import make_officials
from remeslo.web.launch.country.rows import put_structure


class NotTheSame(Exception):
    """The database holds clusters of these keys that are another country's, or only some of them."""


def load_country(size: CountrySize, console: Console, *, seed: int = 0) -> None:
    """
    Build the country and put into the database what of it is not there.

    A cluster's facts go in whole or not at all; figures are computed when all are in. Raises NotTheSame.
    """
    with console.step(_("invents the country")):
        country = build(size, builtin_parts(), seed=seed)
    clusters = _clusters(country, console)
    make_officials(country, clusters)
    now = timezone.now()
    with console.step(_("invents and enters the facts of %(n)s clusters") % {"n": len(clusters)}):
        facts = num = 0
        for number, value in enumerate(country.clusters, start=1):
            console.move(_("facts: cluster %(n)s of %(all)s") % {"n": number, "all": len(clusters)})
            entered = _enter(clusters[value.key], value, country, seed, now)
            facts, num = facts + entered, num + bool(entered)
    console.say("  " + _("facts entered: %(facts)s, of %(clusters)s clusters") % {"facts": facts, "clusters": num})
    _figure(clusters, console, now)


def _clusters(country: Country, console: Console) -> dict[str, Cluster]:
    keys = {str(c.key) for c in country.clusters}
    held = {c.key: c for c in Cluster.objects.filter(key__in=keys)}
    if held:
        if held.keys() != keys or not all(c.illustrative for c in held.values()):
            raise NotTheSame
        return held
    with console.step(_("enters clusters, organisations and the registry")):
        return put_structure(country, at=timezone.now())


@transaction.atomic
def _enter(cluster: Cluster, value: CountryCluster, country: Country, seed: int, at: datetime) -> int:
    """A cluster's facts, and its leaves while the facts are at hand."""
    if FactRow.objects.filter(cluster=cluster).exists():
        return 0
    told = put_told(cluster, facts_of(value, seed=seed, dispute=country.dispute), at=at)
    store_leaves(cluster, day=timezone.localdate(at), at=at, held=ledger_of(cluster, told))
    return len(told)


def _figure(clusters: dict[str, Cluster], console: Console, now: datetime) -> None:
    """Leaves of clusters that have none yet, and cells of years that are not added up since."""
    today = timezone.localdate(now)
    done = set(FigureStamp.objects.filter(stale=False).values_list("cluster__key", flat=True))
    waiting = [c for key, c in clusters.items() if key not in done]
    periods: set[str] = set()
    with console.step(_("counts the figures of every college")):
        for number, cluster in enumerate(waiting, start=1):
            console.move(_("figures: cluster %(n)s of %(all)s") % {"n": number, "all": len(waiting)})
            periods |= store_leaves(cluster, day=today, at=now)
    summed = set(BoardYear.objects.values_list("period", flat=True))
    periods |= set(StoredFigure.objects.order_by().values_list("period", flat=True).distinct()) - summed
    with console.step(_("adds them up for every level")):
        whole = read_country()
        for period in sorted(periods):
            console.move(_("all levels: %(year)s") % {"year": period})
            sum_year(whole, period, today=today, at=now)
