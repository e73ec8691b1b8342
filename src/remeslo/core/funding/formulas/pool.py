"""`pool_shares`: one appropriation divided among providers by what each of them has of several measures (Finland)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import number, text
from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType
from remeslo.core.funding.formula import Case, Formula, OptionSpec, Outcome, ParamSpec, said
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.money import ZERO, split


def compute(case: Case, pool: str) -> Iterator[Outcome]:
    """
    For each measure the part of the pool by its weight, divided in proportion to the measure.

    The first measure takes the rounding remainder of the pool, the provider with most of a measure that of the
    measure, so that all lines together are the pool. A measure that nobody has stays in the pool and
    is told; weights that do not add up to 1 stop everything.
    """
    measures = [m.strip() for m in case.option("measures").split(",") if m.strip()]
    for appropriation in case.book.of("appropriation", pool):
        year = int(number(appropriation, "year"))
        day = date(year, 1, 1)
        weights = {m: case.param(f"weight_{m}", day) for m in measures}
        total = sum((Fraction(w.value) for w in weights.values()), Fraction(0))
        if total != 1:
            told: dict[str, object] = {"rule": case.rule.key, "year": year, "sum": str(total)}
            yield Finding("funding.weights_sum", case.rule.key, told)
            continue
        rows = _rows(case, year)
        amount = case.pack.rounding.down(number(appropriation, "amount"))
        pools = split(amount, [Fraction(weights[m].value) for m in measures], case.pack.rounding)
        for measure, pool_of in zip(measures, pools, strict=True):
            yield from _measure(case, appropriation, measure, weights[measure], pool_of, rows)


def _rows(case: Case, year: int) -> tuple[Fact, ...]:
    """The last word of each provider on the year."""
    last = {f.subject: f for f in case.book.of("performance") if int(number(f, "year")) == year}
    return tuple(last[s] for s in sorted(last))


def _measure(
    case: Case, appropriation: Fact, measure: str, weight: Used, pool_of: Decimal, rows: Sequence[Fact]
) -> Iterator[Outcome]:
    amounts = {r.subject: Fraction(_counted(r, measure)) for r in rows}
    total = sum(amounts.values(), Fraction(0))
    if total <= 0:
        told: dict[str, object] = {"measure": measure, "year": number(appropriation, "year"), "rule": case.rule.key}
        yield Finding("funding.measure_empty", measure, told, Severity.WARNING)
        return
    having = [r for r in rows if amounts[r.subject] > 0]
    most = max(having, key=lambda r: (amounts[r.subject], r.subject))
    given = ZERO
    for row in having:
        if row is most:
            continue
        used = (
            Used(name="own", value=amounts[row.subject], facts=(row.key,)),
            Used(name="total", value=total, facts=tuple(r.key for r in having)),
        )
        line = _line(case, appropriation, measure, weight, row, "appropriation * weight * own / total", used)
        given += line.amount
        yield line
    keys = tuple(r.key for r in having)
    rest = (Used(name="part", value=pool_of, facts=keys), Used(name="others", value=given, facts=keys))
    yield _line(case, appropriation, measure, weight, most, "part - others", rest)


def _line(
    case: Case, appropriation: Fact, measure: str, weight: Used, row: Fact, formula: str, used: tuple[Used, ...]
) -> Line:
    year = int(number(appropriation, "year"))
    named = Used(name="weight", value=weight.value, source=weight.source, verified=weight.verified)
    return case.line(
        contract=f"{appropriation.subject} {row.subject}",
        subject=row.subject,
        period=str(year),
        kind=measure,
        on=max(appropriation.on, row.on),
        payee=row.subject,
        shares=((text(appropriation, "payer", "state budget"), Fraction(1)),),
        formula=formula,
        used=(said(appropriation, "amount", as_name="appropriation"), named, *used),
    )


def _counted(row: Fact, measure: str) -> Decimal:
    """A measure of a provider; student years beyond compulsory age count up to the provider's cap."""
    own = number(row, measure, Decimal(0))
    beyond = number(row, f"{measure}_beyond", Decimal(0))
    if f"{measure}_cap" in row.values:
        beyond = min(beyond, number(row, f"{measure}_cap"))
    return own + beyond


def _count(name: str, ru: str, en: str) -> ValueSpec:
    return ValueSpec(name=name, type=ValueType.NUMBER, title_ru=ru, title_en=en, required=False, least=Decimal(0))


YEAR = ValueSpec(
    name="year",
    type=ValueType.WHOLE,
    title_ru="год",
    title_en="year",
    least=Decimal(2000),
    most=Decimal(2200),
)
APPROPRIATION = FactSpec(
    kind="appropriation",
    subject="the pool that is divided",
    title_ru="Ассигнование",
    title_en="Appropriation",
    values=(
        YEAR,
        ValueSpec(name="amount", type=ValueType.MONEY, title_ru="сумма", title_en="amount", least=Decimal(0)),
        ValueSpec(name="payer", type=ValueType.TEXT, title_ru="плательщик", title_en="payer", required=False),
    ),
)
PERFORMANCE = FactSpec(
    kind="performance",
    subject="provider",
    title_ru="Показатели организации за год",
    title_en="A provider's figures for a year",
    values=(
        YEAR,
        _count("student_years", "взвешенные студенто-годы", "weighted student years"),
        _count(
            "student_years_beyond", "студенто-годы старше обязательного возраста", "student years beyond compulsory age"
        ),
        _count("student_years_cap", "их предел", "their cap"),
        _count("qualifications", "квалификации и баллы компетенций", "qualifications and competence points"),
        _count("employed", "работают или учатся дальше", "employed or studying further"),
        _count("feedback", "отзывы", "feedback"),
    ),
)
FORMULA = Formula(
    name="pool_shares",
    title_ru="Деление ассигнования по долям",
    title_en="An appropriation divided by shares",
    text="appropriation * weight * own / total",
    compute=compute,
    anchor="appropriation",
    params=tuple(
        ParamSpec(name=f"weight_{name}", unit="share", title_ru=f"вес: {ru}", title_en=f"weight: {en}")
        for name, ru, en in (
            ("student_years", "студенто-годы", "student years"),
            ("qualifications", "квалификации", "qualifications"),
            ("employed", "занятость", "employment"),
            ("feedback", "отзывы", "feedback"),
        )
    ),
    options=(
        OptionSpec(
            name="measures",
            title_ru="показатели",
            title_en="measures",
            default="student_years, qualifications, employed, feedback",
        ),
    ),
    facts=(APPROPRIATION, PERFORMANCE),
    names={
        "appropriation": ("ассигнование", "appropriation"),
        "weight": ("вес показателя", "weight of the measure"),
        "own": ("показатель организации", "the provider's measure"),
        "total": ("показатель всех", "everybody's measure"),
        "part": ("часть ассигнования на показатель", "part of the appropriation for the measure"),
        "others": ("отдано остальным", "given to the others"),
    },
    source="Cedefop, ReferNet Finland: VET funding, 2018 reform and 27.11.2025",
)
