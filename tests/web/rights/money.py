"""Money that was paid and has to come back, and a sample of lines that somebody looks into."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

PAID = date(2026, 9, 30)


def money(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A second learner was paid for until September and turns out to have left in July; the first one's lines wait."""
    from tests.web.rights.world import SECRETS, World, person

    from remeslo.core.funding.sampling import SamplingRule
    from remeslo.web.apps.funding.accounts import account
    from remeslo.web.apps.funding.packs import pack_of
    from remeslo.web.apps.funding.services.booking import pay_accrued, settle_up_to
    from remeslo.web.apps.funding.services.clawbacks import open_for
    from remeslo.web.apps.funding.services.sampling import draw_sample, give_verdict

    now = datetime.now(UTC)
    pack, by = pack_of(cluster, things["pack"]), person(World(cluster, None, things), "finance_officer")
    assert pack is not None
    subject, college = f"{SECRETS['fact']}-2", cluster.organisations.get(key="college")
    admitted = {"programme": things["programme"], "college": "college", "project": True, "programme_project": True}
    admitted["planned_end"] = date(2028, 6, 30)
    _said(cluster, college, "admission", subject, date(2026, 6, 1), known=date(2026, 6, 1), **admitted)
    settle_up_to(cluster, pack, on=PAID, by=None, at=now)
    pay_accrued(cluster, pack, on=PAID, by=None, at=now)
    _said(cluster, college, "leaving", subject, date(2026, 7, 20), known=date(2026, 10, 2))
    today = now.date()
    things["clawback"] = open_for(
        cluster,
        pack,
        contract="task college",
        payee=college,
        reason=SECRETS["clawback"],
        amount=Decimal(7),
        on=today,
        by=by,
        at=now,
    ).key
    sample = draw_sample(account(cluster, pack), on=today, rule=SamplingRule(), seed=1, by=by, at=now)
    assert sample is not None
    things["sample"], things["sample_line"] = sample.pk, sample.chosen[0][0]
    give_verdict(sample, things["sample_line"], sound=False, note=SECRETS["check"], by=by, at=now)


def _said(cluster: Any, college: Any, kind: str, subject: str, on: date, /, *, known: date, **values: Any) -> None:
    """A fact of the college as it was known from a day on."""
    from remeslo.core.base.facts import Fact
    from remeslo.core.base.keys import OrganisationKey
    from remeslo.web.apps.results.services.recording import new_key, row_of

    by = OrganisationKey("college")
    fact = Fact(key=new_key(), kind=kind, subject=subject, on=on, known=known, by=by, values=values)
    row_of(cluster, fact, speaker=college, other=None, college=college, by=None, at=datetime.now(UTC)).save()
