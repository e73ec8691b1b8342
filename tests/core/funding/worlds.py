"""Random ledgers of facts for the property tests: corrections, late arrivals, withdrawals of facts, in any order."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey

FIRST = date(2023, 1, 1)
LAST = date(2025, 6, 30)


def days(first: date = FIRST, last: date = date(2024, 12, 31)) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def fact(key: str, kind: str, subject: str, on: date, known: date, by: str = "college", **values: FactValue) -> Fact:
    return Fact(key=FactKey(key), kind=kind, subject=subject, on=on, known=known, by=OrganisationKey(by), values=values)


@st.composite
def apprentices(draw: st.DrawFn, subject: str = "a") -> list[Fact]:
    """The facts of one apprentice, some late, some corrected, some taken back."""
    start = draw(st.dates(FIRST, date(2023, 12, 31)))
    price = draw(st.integers(1, 30000))
    values: dict[str, FactValue] = {
        "provider": draw(st.sampled_from(("p", "q"))),
        "employer": "e",
        "levy": draw(st.booleans()),
        "age": draw(st.integers(16, 30)),
        "price": Decimal(price),
        "band_max": Decimal(draw(st.integers(1, 30000))),
        "planned_end": start + timedelta(days=draw(st.integers(1, 700))),
    }
    facts = [fact(f"{subject}0", "apprenticeship", subject, start, _late(draw, start), **values)]
    here = start
    for n in range(draw(st.integers(0, 2))):
        here += timedelta(days=draw(st.integers(1, 150)))
        facts.append(fact(f"{subject}b{n}", "break", subject, here, _late(draw, here)))
        here += timedelta(days=draw(st.integers(1, 100)))
        facts.append(fact(f"{subject}r{n}", "return", subject, here, _late(draw, here)))
    if draw(st.booleans()):
        on = start + timedelta(days=draw(st.integers(1, 400)))
        facts.append(
            fact(f"{subject}p", "price", subject, on, _late(draw, on), price=Decimal(draw(st.integers(1, 30000))))
        )
    end = draw(st.sampled_from(("", "withdrawal", "completion")))
    if end:
        on = here + timedelta(days=draw(st.integers(0, 500)))
        facts.append(fact(f"{subject}e", end, subject, on, _late(draw, on)))
    return facts + _corrections(draw, facts)


@st.composite
def clusters(draw: st.DrawFn) -> list[Fact]:
    """Learners of a cluster's pilot: admission, exam, diploma, work that the employer confirms or disputes."""
    facts: list[Fact] = []
    for n in range(draw(st.integers(1, 3))):
        who = f"s{n}"
        start = draw(st.dates(FIRST, date(2023, 12, 31)))
        at: dict[str, FactValue] = {"programme": "prog", "college": "c", "project": draw(st.booleans())}
        facts.append(fact(f"{who}a", "admission", who, start, _late(draw, start), **at))
        end = start + timedelta(days=draw(st.integers(0, 500)))
        if draw(st.booleans()):
            facts.append(fact(f"{who}l", "leaving", who, end, _late(draw, end)))
            continue
        score: dict[str, FactValue] = {"score": Decimal(draw(st.integers(0, 100))), "score_max": Decimal(100)}
        facts.append(fact(f"{who}x", "demo_exam", who, end, _late(draw, end), **score))
        facts.append(fact(f"{who}g", "graduation", who, end, _late(draw, end), programme="prog"))
        job = end + timedelta(days=120)
        work: dict[str, FactValue] = {"checkpoint": 4, "status": draw(st.sampled_from(("employed", "army")))}
        facts.append(fact(f"{who}w", "employment", who, job, _late(draw, job), **work))
        if draw(st.booleans()):
            told = _late(draw, job)
            facts.append(fact(f"{who}c", "confirmation", f"{who}w", told, told, "plant", confirmed=draw(st.booleans())))
    return facts + _corrections(draw, facts)


@st.composite
def grants(draw: st.DrawFn) -> list[Fact]:
    """A grant in milestones, its targets, its co-financing."""
    on = date(2023, 2, 1)
    amount = Decimal(draw(st.integers(1, 10**9))) / 100
    facts = [
        fact(
            "g",
            "grant_agreement",
            "grant",
            on,
            on,
            amount=amount,
            payee="c",
            payer="federal",
            region_payer="region",
            regional_share=Decimal(draw(st.integers(0, 3))) / 10,
            year=2023,
        )
    ]
    for n in range(draw(st.integers(0, 3))):
        day = draw(days())
        share = Decimal(draw(st.integers(1, 5))) / 10
        facts.append(fact(f"m{n}", "milestone", "grant", day, _late(draw, day), milestone=f"m{n}", share=share))
        if draw(st.booleans()):
            told = _late(draw, day)
            facts.append(fact(f"mc{n}", "confirmation", f"m{n}", told, told, "region", confirmed=draw(st.booleans())))
    for n in range(draw(st.integers(0, 4))):
        day = draw(days(date(2024, 1, 1)))
        got = Decimal(draw(st.integers(0, 12))) / 10
        facts.append(
            fact(
                f"t{n}", "target_result", "grant", day, _late(draw, day), indicator=f"K{n}", year=2023, plan=1, fact=got
            )
        )
    if draw(st.booleans()):
        day = draw(days(FIRST, date(2023, 12, 31)))
        money = Decimal(draw(st.integers(0, 10**8))) / 100
        facts.append(
            fact(
                "ev",
                "cofinancing_evidenced",
                "co",
                day,
                _late(draw, day),
                payer="e",
                amount=money,
                year=2023,
                grant="grant",
            )
        )
    return facts + _corrections(draw, facts)


worlds = st.one_of(
    st.tuples(st.just("en-apprenticeship"), apprentices()),
    st.tuples(st.just("ru-cluster-pilot"), clusters()),
    st.tuples(st.just("ru-cluster-grant"), grants()),
)


def _late(draw: st.DrawFn, on: date) -> date:
    return on + timedelta(days=draw(st.sampled_from((0, 0, 5, 40, 200))))


def _corrections(draw: st.DrawFn, facts: list[Fact]) -> list[Fact]:
    found: list[Fact] = []
    for n in range(draw(st.integers(0, 2))):
        old = draw(st.sampled_from(facts))
        known = old.known + timedelta(days=draw(st.integers(1, 200)))
        takes_back = draw(st.booleans())
        moved = old.on + timedelta(days=draw(st.integers(-20, 20)))
        found.append(
            Fact(
                key=FactKey(f"corr{n}"),
                kind=old.kind,
                subject=old.subject,
                on=moved,
                known=known,
                by=old.by,
                values={} if takes_back else old.values,
                corrects=old.key,
                withdraws=takes_back,
            )
        )
    return found
