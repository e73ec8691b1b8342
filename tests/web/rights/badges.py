"""A credential of the world's learner, certified by the college and endorsed by the pipe plant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from remeslo.core.base.keys import CompetenceKey, OrganisationKey
from remeslo.core.credentials.claims import Claim, TaughtCompetence

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def badges(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """Signed by both, so that its file is there."""
    from tests.web.rights.world import SECRETS

    from remeslo.web.apps.credentials.services.issuing import endorse, issue
    from remeslo.web.apps.credentials.snapshot import Graduate

    houses = {o.key: o for o in cluster.organisations.all()}
    competence = TaughtCompetence(key=CompetenceKey("ПК 1.1"), title="Наладка", elements=frozenset({"ПП.01"}))
    claim = Claim(competence=competence, evidence=(), confirmers=(OrganisationKey("pipes"),), missing=())
    base = "https://remeslo.example"
    row = issue(
        cluster,
        Graduate(SECRETS["fact"], "mach-operator", "college", date(2026, 6, 30)),
        claim,
        title="Оператор",
        houses=houses,
        name="",
        base=base,
        by=admin,
        at=NOW,
    )
    endorse(row, comment="", base=base, by=admin, at=NOW)
    things["credential"] = row.uid
    things["badge_issuer"] = houses["college"].pk
