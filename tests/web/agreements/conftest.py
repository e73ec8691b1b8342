"""People of two colleges and a works, and agreements in any state between them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.core.agreements.papers import payment, quota, signatory

from remeslo.core.agreements.agreement import Agreement, Party, Said
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import AgreementKey, AgreementKind, PartyKey

TODAY = date(2026, 10, 1)
POINTS = tuple(Said(point=p, text="по приложению") for p in ("programme", "documents", "resources", "duties"))


def draft(key: str = "СФ-1", *clauses: Clause, sides: tuple[str, str] = ("base", "net"), **more: Any) -> Agreement:
    """A network contract of the whole study year that lacks nothing but signatures."""
    given: dict[str, Any] = {
        "kind": AgreementKind.NETWORK,
        "title": "Практика в сварочной",
        "parties": tuple(Party(key=PartyKey(s), organisation=s) for s in sides),
        "signatories": tuple(signatory(s) for s in sides),
        "first": date(2026, 9, 1),
        "until": date(2027, 9, 1),
        "clauses": clauses or (quota("1", *sides, ("w1",), 3),),
        "points": POINTS,
        **more,
    }
    return Agreement(key=AgreementKey(key), **given)


def partnership(key: str = "П-1", *clauses: Clause) -> Agreement:
    """A works promises money to a college."""
    kind = AgreementKind.PARTNERSHIP
    return draft(key, *(clauses or (payment("1", "turbines", "100.50"),)), sides=("turbines", "base"), kind=kind)


@pytest.fixture
def at() -> Any:
    return timezone.now()


@pytest.fixture
def signed(cluster: Any, at: Any) -> Callable[..., Any]:
    """Makes an agreement that all have signed, and gives it as it is kept."""
    from remeslo.web.apps.agreements.queries import held
    from remeslo.web.apps.agreements.scene import Scene
    from remeslo.web.apps.agreements.services import drafting, signing
    from remeslo.web.apps.common.models import User

    def make(agreement: Agreement, *, on: date = TODAY, without: str = "") -> Any:
        by = User.objects.create(username=f"writer-{agreement.key}", name="Писарь")
        drafting.create(cluster, agreement, by=by, at=at)
        scene = Scene(by, cluster).paper_scene()
        text = signing.send(cluster, agreement.key, scene, by=by, at=at, on=on - timedelta(days=1))
        for one in agreement.signatories:
            if one.key != without:
                signing.sign(cluster, agreement.key, one.key, sha256=text.sha256, by=by, at=at, on=on)
        (found,) = held(cluster, [agreement.key])
        return found

    return make
