"""`weighted_points`: an appropriation divided by points for outcomes, scaled and weighted by mission (Tennessee)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import number, text
from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType
from remeslo.core.funding.formula import Case, Formula, Outcome, ParamSpec, said
from remeslo.core.funding.formulas.pool import APPROPRIATION, YEAR
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.money import ZERO


def compute(case: Case, pool: str) -> Iterator[Outcome]:
    """
    Points = sum over outcomes of (count + premium * premium count) / scale * weight, counts averaged over years.

    The pool goes by points; the one with most points takes the rounding remainder. A quality add-on pays each its
    share of ``quality_share`` by its score.
    """
    for appropriation in case.book.of("appropriation", pool):
        year = int(number(appropriation, "year"))
        colleges = sorted({f.subject for f in case.book.of("outcome") if _year(f) == year})
        points = {c: _points(case, c, year) for c in colleges}
        total = sum((p for p, _ in points.values()), Fraction(0))
        if total <= 0:
            told: dict[str, object] = {"measure": "points", "year": year, "rule": case.rule.key}
            yield Finding("funding.measure_empty", pool, told, Severity.WARNING)
            continue
        yield from _divided(case, appropriation, points, total)


def _points(case: Case, college: str, year: int) -> tuple[Fraction, tuple[Fact, ...]]:
    """Points of a college and the facts behind them."""
    years = int(case.param("average_years", date(year, 1, 1)).value)
    facts = [f for f in case.book.of("outcome", college) if year - years < _year(f) <= year]
    day = date(year, 1, 1)
    premium = Fraction(case.param("premium", day).value)
    found = Fraction(0)
    for outcome in sorted({text(f, "outcome") for f in facts}):
        own = [f for f in facts if text(f, "outcome") == outcome]
        counted = sum(
            (Fraction(number(f, "count")) + premium * Fraction(number(f, "premium_count", Decimal(0))) for f in own),
            Fraction(0),
        )
        average = counted / len({_year(f) for f in own})
        mission = text(own[-1], "mission", "")
        scale = case.param("scale", day, outcome)
        weight = case.param("weight", day, f"{mission} {outcome}".strip())
        found += average / Fraction(scale.value) * Fraction(weight.value)
    return found, tuple(facts)


def _divided(
    case: Case,
    appropriation: Fact,
    points: dict[str, tuple[Fraction, tuple[Fact, ...]]],
    total: Fraction,
) -> Iterator[Line]:
    most = max(points, key=lambda c: (points[c][0], c))
    given = ZERO
    every = tuple(f.key for _, facts in points.values() for f in facts)
    for college in [c for c in points if c != most] + [most]:
        own, facts = points[college]
        amount = said(appropriation, "amount", as_name="appropriation")
        used: tuple[Used, ...]
        if college == most:
            formula, used = "appropriation - others", (amount, Used(name="others", value=given, facts=every))
        else:
            formula = "appropriation * points / total"
            used = (
                amount,
                Used(name="points", value=own, facts=tuple(f.key for f in facts)),
                Used(name="total", value=total, facts=every),
            )
        line = _line(case, appropriation, college, "outcomes", formula, used)
        given += line.amount
        yield line
        yield from _quality(case, appropriation, college, line)


def _quality(case: Case, appropriation: Fact, college: str, line: Line) -> Iterator[Line]:
    year = _year(appropriation)
    scores = [f for f in case.book.of("quality", college) if _year(f) == year]
    if scores:
        used = (
            case.param("quality_share", date(year, 1, 1)),
            Used(name="outcomes", value=line.amount, facts=line.facts),
            said(scores[-1], "score"),
        )
        yield _line(case, appropriation, college, "quality", "quality_share * outcomes * score / 100", used)


def _line(case: Case, appropriation: Fact, college: str, kind: str, formula: str, used: tuple[Used, ...]) -> Line:
    days = [case.book.by_key[k].on for u in used for k in u.facts]
    return case.line(
        contract=f"{appropriation.subject} {college}",
        subject=college,
        period=str(_year(appropriation)),
        kind=kind,
        on=max(appropriation.on, *days),
        payee=college,
        shares=((text(appropriation, "payer", "state budget"), Fraction(1)),),
        formula=formula,
        used=used,
    )


def _year(fact: Fact) -> int:
    return int(number(fact, "year"))


def _number(name: str, ru: str, en: str, *, required: bool = True, most: int | None = None) -> ValueSpec:
    return ValueSpec(
        name=name,
        type=ValueType.NUMBER,
        title_ru=ru,
        title_en=en,
        required=required,
        least=Decimal(0),
        most=None if most is None else Decimal(most),
    )


OUTCOME = FactSpec(
    kind="outcome",
    subject="college",
    title_ru="Результат колледжа за год",
    title_en="An outcome of a college in a year",
    values=(
        YEAR,
        ValueSpec(name="outcome", type=ValueType.TEXT, title_ru="результат", title_en="outcome"),
        ValueSpec(name="mission", type=ValueType.TEXT, title_ru="тип колледжа", title_en="mission", required=False),
        _number("count", "количество", "count"),
        _number("premium_count", "из них с надбавкой", "of them with premium", required=False),
    ),
)
QUALITY = FactSpec(
    kind="quality",
    subject="college",
    title_ru="Оценка качества",
    title_en="Quality assurance score",
    values=(YEAR, _number("score", "балл из 100", "score of 100", most=100)),
)
FORMULA = Formula(
    name="weighted_points",
    title_ru="Деление ассигнования по баллам за результаты",
    title_en="An appropriation divided by points for outcomes",
    text="appropriation * points / total",
    compute=compute,
    anchor="appropriation",
    params=(
        ParamSpec(name="scale", unit="count", title_ru="шкала результата", title_en="scale of the outcome"),
        ParamSpec(name="weight", unit="share", title_ru="вес результата", title_en="weight of the outcome"),
        ParamSpec(name="premium", unit="share", title_ru="надбавка", title_en="premium"),
        ParamSpec(name="average_years", unit="year", title_ru="лет в среднем", title_en="years averaged"),
        ParamSpec(name="quality_share", unit="share", title_ru="доля за качество", title_en="quality add-on"),
    ),
    facts=(APPROPRIATION, OUTCOME, QUALITY),
    names={
        "appropriation": ("ассигнование", "appropriation"),
        "points": ("баллы колледжа", "the college's points"),
        "total": ("баллы всех", "everybody's points"),
        "others": ("отдано остальным", "given to the others"),
        "outcomes": ("получено за результаты", "received for outcomes"),
        "score": ("оценка качества", "quality score"),
    },
    source="THEC outcomes-based formula 2010 and 2015-2020; Comptroller of Tennessee, November 2017",
)
