"""Invented agreements between a few members, small enough to be judged plainly."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.agreements.agreement import Agreement, Authority, Ending, Party, Signatory, Signature, TextVersion
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import (
    AgreementKey,
    AgreementKind,
    Basis,
    ClauseKey,
    ClauseKind,
    PartyKey,
    PaymentForm,
    SignatoryKey,
    Unit,
)
from remeslo.core.base.facts import Fact, FactKey

DAY = date(2026, 9, 1)
SPAN = 60
PARTIES = ("base", "net", "plant")
HASH = "a" * 64

days = st.integers(0, SPAN).map(lambda n: DAY + timedelta(days=n))
all_days = [DAY + timedelta(days=n) for n in range(-5, SPAN + 40)]


def party(key: str) -> Party:
    return Party(key=PartyKey(key), organisation=key)


def signatory(key: str, **authority: object) -> Signatory:
    return Signatory(
        key=SignatoryKey(f"s-{key}"),
        party=PartyKey(key),
        name=f"Подписант {key}",
        authority=Authority(post="директор", **authority),
    )


def quota(key: str, by: str, to: str, workshops: tuple[str, ...], days: int = 5, **more: object) -> Clause:
    return Clause(
        key=ClauseKey(key),
        kind=ClauseKind.QUOTA,
        party=by,
        to=to,
        workshops=workshops,
        count=days,
        unit=Unit.DAY,
        **more,
    )


def payment(key: str, by: str, amount: str, **more: object) -> Clause:
    form = PaymentForm.CASH
    return Clause(key=ClauseKey(key), kind=ClauseKind.PAYMENT, party=by, amount=Decimal(amount), form=form, **more)


def signed(key: str, *clauses: Clause, sides: tuple[str, str] = ("base", "net"), **more: object) -> Agreement:
    """A network contract that both sides signed before it begins."""
    given: dict[str, object] = {
        "kind": AgreementKind.NETWORK,
        "title": "Договор",
        "parties": tuple(party(s) for s in sides),
        "signatories": tuple(signatory(s) for s in sides),
        "first": DAY,
        "until": DAY + timedelta(days=30),
        "clauses": clauses,
        "versions": (TextVersion(number=1, sha256=HASH, on=DAY - timedelta(days=9)),),
        "sent": DAY - timedelta(days=8),
        "signatures": tuple(sign(s, DAY - timedelta(days=7)) for s in sides),
        **more,
    }
    return Agreement(key=AgreementKey(key), **given)


def sign(by: str, on: date, sha256: str = HASH) -> Signature:
    return Signature(signatory=SignatoryKey(f"s-{by}"), on=on, sha256=sha256)


@st.composite
def clauses(draw: st.DrawFn, sides: tuple[str, str]) -> tuple[Clause, ...]:
    found = []
    for n in range(draw(st.integers(0, 3))):
        shops = tuple(draw(st.sets(st.sampled_from("abc"), min_size=1, max_size=2)))
        first = draw(st.none() | days)
        until = None if first is None else draw(st.none() | st.just(first + timedelta(days=7)))
        by, to = draw(st.sampled_from((sides, sides[::-1])))
        found.append(quota(str(n), by, to, tuple(sorted(shops)), first=first, until=until))
    return tuple(found)


@st.composite
def agreements(draw: st.DrawFn, key: str = "A") -> Agreement:
    """Anything from a bare draft to a contract that ended early; signatures of all sorts."""
    sides = draw(st.sampled_from((("base", "net"), ("base", "plant"))))
    first = draw(days)
    until = first + timedelta(days=draw(st.integers(1, 40)))
    bases = st.sampled_from((Basis.CHARTER, Basis.POWER_OF_ATTORNEY))
    people = []
    for side in sides[: draw(st.integers(0, 2))]:
        since = draw(st.none() | days)
        valid = None if since is None else since + timedelta(days=draw(st.integers(1, 50)))
        people.append(
            signatory(side, basis=draw(bases), number=draw(st.sampled_from(("", "7"))), since=since, until=valid)
        )
    marks = st.builds(sign, st.sampled_from((*sides, "stranger")), days, st.sampled_from((HASH, "b" * 64)))
    return Agreement(
        key=AgreementKey(key),
        kind=AgreementKind.NETWORK,
        title="Договор",
        parties=tuple(party(s) for s in sides),
        signatories=tuple(people),
        first=first,
        until=until,
        clauses=draw(clauses(sides)),
        versions=draw(st.sampled_from(((), (TextVersion(number=1, sha256=HASH, on=DAY),)))),
        sent=draw(st.none() | days),
        signatures=tuple(draw(st.lists(marks, max_size=4))),
        ending=draw(st.none() | st.builds(lambda on: Ending(on=on, reason="x"), days)),
    )


@st.composite
def signed_agreements(draw: st.DrawFn, key: str) -> Agreement:
    sides = draw(st.sampled_from((("base", "net"), ("base", "plant"))))
    first = draw(days)
    return signed(
        key,
        *draw(clauses(sides)),
        sides=sides,
        first=first,
        until=first + timedelta(days=draw(st.integers(1, 30))),
        ending=draw(st.none() | st.builds(lambda on: Ending(on=on, reason="x"), days)),
    )


@st.composite
def nearly_signed(draw: st.DrawFn) -> Agreement:
    """A signed agreement, or one that a single thing is missing of."""
    whole = draw(signed_agreements("A"))
    one, two = whole.signatures
    late = replace(two, on=draw(days))
    kept = draw(st.sampled_from(((one, two), (one,), (one, late), (one, replace(two, sha256="b" * 64)), (one, one))))
    people = draw(st.sampled_from((whole.signatories, whole.signatories[:1])))
    return replace(whole, signatures=kept, signatories=people, sent=draw(st.sampled_from((whole.sent, None))))


def money(key: str, payer: str, amount: str, on: date, subject: str = "grant", by: str = "base") -> Fact:
    values = {"payer": payer, "source": "employer", "form": "cash", "amount": Decimal(amount), "year": on.year}
    return Fact(key=FactKey(key), kind="cofinancing_received", subject=subject, on=on, known=on, by=by, values=values)


def hired(key: str, learner: str, employer: str, on: date, by: str = "base") -> Fact:
    values = {"checkpoint": 4, "status": "employed", "employer": employer}
    return Fact(key=FactKey(key), kind="employment", subject=learner, on=on, known=on, by=by, values=values)
