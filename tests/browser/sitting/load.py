"""
Loads clusters without a programme into a data folder: the example's college, workshops, standards and norms, three
employers, and their cards in their own words. Run beside the server: ``REMESLO_DATA=FOLDER python load.py KEY ...``.

People: the demo's methodist, its employers' representatives for the first two employers, and an account with a
password (see ``PASSWORD``) for the third. Prints nothing.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
os.environ["REMESLO_DEMO"] = "1"

import django  # noqa: E402

django.setup()

from tests.browser.sitting.people import PASSWORD, THIRD  # noqa: E402

from remeslo.core.line.cluster import Cluster as ClusterValue  # noqa: E402
from remeslo.interchange.clusterfile import read, read_demand_card  # noqa: E402
from remeslo.web.apps.common.enums import Role  # noqa: E402
from remeslo.web.apps.common.models import User  # noqa: E402
from remeslo.web.apps.common.services.access import grant_role, make_account  # noqa: E402
from remeslo.web.apps.common.services.demo import make_demo_people  # noqa: E402
from remeslo.web.apps.registry.services import load_cluster  # noqa: E402

HOUSES = ("skmm", "stpk", "vzgm", "osnastka")


def empty_cluster(key: str) -> ClusterValue:
    """The cluster before anybody began a programme."""
    example = read(HERE.parents[2] / "examples/severokamsk").cluster
    assert example is not None
    sites = tuple(s for s in example.sites if s.organisation == "skmm")
    there = {s.key for s in sites}
    cards = [read_demand_card((HERE / f"{name}.yaml").read_text("utf-8"), name) for name in HOUSES[1:]]
    return ClusterValue(
        key=key,
        name=f"Стол без программы: {key} (учебный пример)",
        industry=example.industry,
        region=example.region,
        day=example.day,
        start_year=example.start_year,
        layout=example.layout,
        illustrative=True,
        organisations=tuple(o for o in example.organisations if o.key in HOUSES),
        sites=sites,
        workshops=tuple(w for w in example.workshops if w.site in there),
        standards=example.standards,
        state_standards=tuple(s for s in example.state_standards if s.code == "15.01.38"),
        demand=tuple(replace(card.value, programme=None) for card in cards if card.value is not None),
        norms=example.norms,
    )


def main(keys: list[str]) -> None:
    for key in keys:
        cluster = load_cluster(empty_cluster(key), by=None)
        make_demo_people(cluster)
        third = User.objects.filter(username=THIRD).first()
        if third is None:
            third, _password = make_account(THIRD, "Зоя Третьякова", PASSWORD)
        grant_role(cluster, third, Role.EMPLOYER, cluster.organisations.get(key="osnastka"), by=None)


if __name__ == "__main__":
    main(sys.argv[1:])
