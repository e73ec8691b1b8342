"""The small cluster with a rule pack of two rules, learners on the roll, and a graduate whose job waits for a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.money import Rounding
from remeslo.core.funding.pack import PackExample, Recovery, Rule, RulePack
from remeslo.core.funding.params import Param, ParamValue

if TYPE_CHECKING:  # models can be imported only when Django is set up, which is after this file is read
    from remeslo.web.apps.common.models import VersionedDocument

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
DAY = date(2026, 9, 30)


def _param(key: str, amount: str, *, verified: bool = True) -> Param:
    value = ParamValue(since=date(2026, 1, 1), amount=Decimal(amount), source=f"приказ {key}", verified=verified)
    return Param(key=key, unit="RUB", title_ru=f"ставка {key}", title_en=f"rate {key}", values=(value,))


def small_pack() -> RulePack:
    """120 roubles a year for a learner, 500 for a job that the employer confirms."""
    job = Fact(
        key=FactKey("f1"),
        kind="employment",
        subject="A",
        on=date(2026, 5, 1),
        known=date(2026, 5, 1),
        by=OrganisationKey("base"),
        values={"checkpoint": 4, "status": "employed", "employer": "plant", "college": "base"},
    )
    word = Fact(
        key=FactKey("f2"),
        kind="confirmation",
        subject="f1",
        on=date(2026, 5, 2),
        known=date(2026, 5, 2),
        by=OrganisationKey("plant"),
        values={"confirmed": True},
    )
    return RulePack(
        key="small-rules",
        version=1,
        title_ru="Малые правила",
        title_en="Small rules",
        country="RU",
        currency="RUB",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        rounding=Rounding(2, "приказ"),
        recovery=Recovery.CLAWBACK,
        params={"norm": _param("norm", "120"), "job_rate": _param("job_rate", "500", verified=False)},
        rules=(
            Rule(
                key="learning",
                formula="contingent",
                title_ru="За обучение",
                title_en="For learning",
                source="п. 1",
                options={"amount": "norm / 12", "contract": "task {college}", "payer": "budget"},
            ),
            Rule(
                key="job",
                formula="per_fact",
                title_ru="За занятость",
                title_en="For a job",
                source="п. 2",
                options={
                    "fact": "employment",
                    "amount": "job_rate",
                    "contract": "task {college}",
                    "payee": "{college}",
                    "payer": "budget",
                    "period": "month",
                },
                confirmed=("employment",),
            ),
        ),
        examples=(
            PackExample(
                title_ru="подтверждённая занятость оплачена",
                title_en="a confirmed job is paid",
                on=date(2026, 6, 1),
                facts=(job, word),
                expect={"job": Decimal("500.00")},
                source="п. 2",
            ),
        ),
    )


@pytest.fixture
def pack(cluster: Any) -> VersionedDocument:
    """The small pack, published."""
    from remeslo.web.apps.funding.packs import pack_of
    from remeslo.web.apps.funding.services.writing import take_builtin

    take_builtin(cluster, small_pack(), by=None, publish=True)
    found = pack_of(cluster, "small-rules")
    assert found is not None
    return found


@pytest.fixture
def say(cluster: Any) -> Callable[..., Any]:
    """Enters a fact of the base college, known from a day on."""
    from remeslo.web.apps.results.services.recording import new_key, row_of

    def enter(kind: str, subject: str, on: date, *, by: str = "base", other: str | None = None, **more: Any) -> Any:
        corrects, withdraws = more.pop("corrects", None), more.pop("withdraws", False)
        known = more.pop("known", on)
        fact = Fact(
            key=new_key(),
            kind=kind,
            subject=subject,
            on=on,
            known=known,
            by=OrganisationKey(by),
            values=more,
            corrects=FactKey(corrects) if corrects else None,
            withdraws=withdraws,
        )
        houses = {o.key: o for o in cluster.organisations.all()}
        row = row_of(
            cluster,
            fact,
            speaker=houses[by],
            other=houses[other] if other else None,
            college=houses["base"],
            by=None,
            at=datetime.now(UTC),
        )
        row.save()
        return row

    return enter


@pytest.fixture
def learners(say: Callable[..., Any]) -> dict[str, Any]:
    """Two learners of the base college from June on; one has a job from July on that nobody confirmed."""
    rows = {
        name: say(
            "admission",
            name,
            date(2026, 6, 1),
            programme="welder",
            college="base",
            project=True,
            programme_project=True,
            planned_end=date(2028, 6, 30),
        )
        for name in ("L-1", "L-2")
    }
    rows["job"] = say(
        "employment",
        "L-2",
        date(2026, 7, 10),
        other="turbines",
        checkpoint=4,
        status="employed",
        employer="turbines",
        college="base",
    )
    return rows
