"""Puts two colleges without any contract into the running server's data, the year of today allocated."""

import os
from dataclasses import replace
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
django.setup()

from tests.browser.agreed.year import planned_year  # noqa: E402
from tests.web.network.house import YEAR, allocated, load, shared  # noqa: E402

from remeslo.web.apps.common.services.demo import make_demo_people  # noqa: E402

value, year = shared(), planned_year()
cluster = load(
    replace(
        value,
        key="agreed",
        name="Кластер без договоров",
        day=date(year, 9, 1),
        start_year=year,
        groups=tuple(
            replace(g, start_year=g.start_year + year - YEAR) for g in value.groups if g.organisation != "guests"
        ),
        contracts=(),
        clauses=(),
        quotas=(),
    )
)
make_demo_people(cluster)
allocated(cluster)
