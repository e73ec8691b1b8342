"""What was settled, paid and is due, to the kopeck, before and after names are erased; what is settled later too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from remeslo.core.privacy import Record
from remeslo.web.apps.funding.accounts import account
from remeslo.web.apps.funding.services.booking import NotBooked, pay_accrued, settle_up_to
from remeslo.web.apps.privacy.services.erasing import carry_out, erase_one
from remeslo.web.apps.results.models import Learner

pytestmark = pytest.mark.django_db
DAY, NEXT, MUCH_LATER = date(2026, 9, 30), date(2026, 10, 31), date(2032, 1, 1)


def test_settlements_and_ledger_are_the_same_after_names_are_erased(
    cluster: Any, pack: Any, learners: Any, learner: Any, person: Any
) -> None:
    for key in ("L-1", "L-2"):
        learner(key, f"Имя {key}")
    settle_up_to(cluster, pack, on=DAY, by=None, at=datetime.now(UTC))
    paid = pay_accrued(cluster, pack, on=DAY, by=None, at=datetime.now(UTC))
    before = [(account(cluster, pack).settlement(day), account(cluster, pack).ledger) for day in (DAY, NEXT)]

    erase_one(cluster, Record("learner-name", "L-1", None), "learner:L-1", DAY, by=person())
    assert carry_out(cluster, MUCH_LATER, by=None) == {"learner-name": 1}

    assert not Learner.objects.exists()
    assert [(account(cluster, pack).settlement(day), account(cluster, pack).ledger) for day in (DAY, NEXT)] == before
    assert paid.amount == Decimal("80.00")
    with pytest.raises(NotBooked):
        settle_up_to(cluster, pack, on=DAY, by=None, at=datetime.now(UTC))
    settle_up_to(cluster, pack, on=NEXT, by=None, at=datetime.now(UTC))
    assert account(cluster, pack).ledger.total == 0
