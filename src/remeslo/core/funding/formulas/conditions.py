"""Conditions of a grant: milestones that release it, co-financing that goes with it, targets that take it back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import number, text
from remeslo.core.funding.formula import Case, Formula, OptionSpec, Outcome, ParamSpec, said
from remeslo.core.funding.formulas import conditionfacts as f
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.params import NoValueInForce
from remeslo.core.funding.periods import period_of


def milestones(case: Case, contract: str) -> Iterator[Outcome]:
    """The share of the grant that each reached milestone releases; together never more than the grant."""
    agreement = _agreement(case, contract)
    if isinstance(agreement, Finding):
        yield agreement
        return
    released = Decimal(0)
    for reached in case.book.of("milestone", contract):
        share = said(reached, "share")
        released += number(reached, "share")
        if released > 1:
            told: dict[str, object] = {"contract": contract, "released": released, "fact": reached.key}
            yield Finding("funding.milestones_exceed_grant", contract, told)
            return
        yield case.line(
            contract=contract,
            subject=contract,
            period=period_of(reached.on, "month"),
            kind=f"milestone {text(reached, 'milestone')}",
            on=reached.on,
            payee=text(agreement, "payee"),
            shares=_payers(agreement),
            formula="amount * share",
            used=(said(agreement, "amount"), share),
        )


def _agreement(case: Case, contract: str) -> Fact | Finding:
    """The agreement of a contract; two in force are an error that names both, never the last one wins."""
    found = case.book.of("grant_agreement", contract)
    if len(found) > 1:
        facts: dict[str, object] = {"contract": contract, "facts": tuple(f.key for f in found)}
        return Finding("funding.two_agreements", contract, facts)
    return found[0]


def _payers(agreement: Fact) -> tuple[tuple[str, Fraction], ...]:
    """The federal payer and, for its share, the region."""
    payer = text(agreement, "payer", "federal budget")
    part = Fraction(number(agreement, "regional_share", Decimal(0)))
    if part == 0:
        return ((payer, Fraction(1)),)
    region = text(agreement, "region_payer", "regional budget")
    return ((payer, 1 - part), (region, part))


def cofinancing(case: Case, contract: str) -> Iterator[Outcome]:
    """What a partner promised for a year and has not shown by papers when the year is over: owed to the payee."""
    for promise in case.book.of("cofinancing_promised", contract):
        year = int(number(promise, "year"))
        due_on = date(year, 12, 31)
        shown = _shown(case, contract, promise, year, case.on)
        evidenced = sum((number(s, "amount") for s in shown), Decimal(0))
        missing = number(promise, "amount") - evidenced
        if missing <= 0:
            continue
        keys = (promise.key, *(s.key for s in shown))
        yield case.line(
            contract=contract,
            subject=contract,
            period=str(year),
            kind=f"cofinancing {text(promise, 'form', 'cash')}",
            on=due_on,
            payee=text(promise, "payee", case.option("payee")),
            shares=((text(promise, "payer"), Fraction(1)),),
            formula="promised - evidenced",
            used=(
                said(promise, "amount", as_name="promised"),
                Used(name="evidenced", value=evidenced, facts=keys),
            ),
        )


def _shown(case: Case, contract: str, promise: Fact, year: int, until: date) -> tuple[Fact, ...]:
    return tuple(
        s
        for s in case.book.of("cofinancing_evidenced", contract)
        if s.on <= until
        and int(number(s, "year")) == year
        and text(s, "payer") == text(promise, "payer")
        and text(s, "form", "cash") == text(promise, "form", "cash")
    )


def targets(case: Case, contract: str) -> Iterator[Outcome]:
    """
    What goes back for targets of a year that were missed.

    D = 1 - fact / plan for each missed target; k = sum of D / missed; return = grant * k * missed / all * rate. The
    grant is what was agreed; those who paid get it back in proportion, never more than they paid.
    """
    agreement = _agreement(case, contract)
    if isinstance(agreement, Finding):
        return
    results = case.book.of("target_result", contract)
    for year in sorted({int(number(r, "year")) for r in results}):
        yield from _year(case, agreement, [r for r in results if int(number(r, "year")) == year], year)


def _year(case: Case, agreement: Fact, results: list[Fact], year: int) -> Iterator[Outcome]:
    contract = agreement.subject
    missed: list[tuple[Fact, Fraction]] = []
    for result in results:
        plan, fact = Fraction(number(result, "plan")), Fraction(number(result, "fact"))
        if plan <= 0:
            told: dict[str, object] = {"contract": contract, "indicator": text(result, "indicator"), "fact": result.key}
            yield Finding("funding.target_not_positive", contract, told, Severity.WARNING)
        elif fact < plan:
            missed.append((result, 1 - fact / plan))
    if missed:
        yield _return(case, agreement, missed, len(results), year)


def _return(case: Case, agreement: Fact, missed: list[tuple[Fact, Fraction]], number_of: int, year: int) -> Line:
    keys = tuple(r.key for r, _ in missed)
    on = max(r.on for r, _ in missed)
    return case.line(
        contract=agreement.subject,
        subject=agreement.subject,
        period=str(year),
        kind="return",
        on=on,
        payee=text(agreement, "payee"),
        shares=(),
        formula="-(amount * (shortfall / missed) * missed / targets * return_rate)",
        used=(
            said(agreement, "amount"),
            Used(name="shortfall", value=sum((d for _, d in missed), Fraction(0)), facts=keys),
            Used(name="missed", value=len(missed), facts=keys),
            Used(name="targets", value=number_of, facts=keys),
            case.param("return_rate", on),
        ),
    )


def cofinancing_return(case: Case, contract: str) -> Iterator[Outcome]:
    """What goes back when evidenced co-financing of the grant's year stays below the share that the rules want."""
    agreement = _agreement(case, contract)
    if isinstance(agreement, Finding):
        return
    year = int(number(agreement, "year", Decimal(agreement.on.year)))
    end = date(year, 12, 31)
    if case.on < end:
        return
    try:
        share = case.param("cofinancing_share", end)
    except NoValueInForce:
        return
    evidence = [
        e
        for e in case.book.of("cofinancing_evidenced")
        if text(e, "grant", "") == contract and int(number(e, "year")) == year and e.on <= case.on
    ]
    evidenced = sum((number(e, "amount") for e in evidence), Decimal(0))
    amount = number(agreement, "amount")
    if Fraction(evidenced) >= Fraction(share.value) * Fraction(amount):
        return
    yield case.line(
        contract=contract,
        subject=contract,
        period=str(year),
        kind="cofinancing return",
        on=end,
        payee=text(agreement, "payee"),
        shares=(),
        formula="-(cofinancing_share * amount - evidenced)",
        used=(
            share,
            said(agreement, "amount"),
            Used(name="evidenced", value=evidenced, facts=tuple(e.key for e in evidence)),
        ),
    )


_NAMES = {
    "amount": ("сумма гранта", "amount of the grant"),
    "share": ("доля, которую открывает этап", "share that the milestone releases"),
    "promised": ("обещано", "promised"),
    "evidenced": ("подтверждено документами", "shown by papers"),
    "shortfall": ("сумма недостижений", "sum of shortfalls"),
    "missed": ("недостигнутых показателей", "targets missed"),
    "targets": ("всего показателей", "targets in all"),
}
MILESTONES = Formula(
    name="grant_milestones",
    title_ru="Грант по этапам",
    title_en="Grant by milestones",
    text="amount * share",
    compute=milestones,
    anchor="grant_agreement",
    facts=(f.AGREEMENT, f.MILESTONE),
    names=_NAMES,
)
COFINANCING = Formula(
    name="cofinancing_owed",
    title_ru="Софинансирование партнёров: обещано и не подтверждено",
    title_en="Partners' co-financing: promised and not shown",
    text="promised - evidenced",
    compute=cofinancing,
    anchor="cofinancing_promised",
    options=(OptionSpec(name="payee", title_ru="получатель", title_en="payee", default="grant holder"),),
    facts=(f.PROMISED, f.EVIDENCED),
    names=_NAMES,
)
TARGETS = Formula(
    name="target_return",
    title_ru="Возврат за недостигнутые показатели",
    title_en="Return for missed targets",
    text="-(amount * (shortfall / missed) * missed / targets * return_rate)",
    compute=targets,
    anchor="grant_agreement",
    params=(ParamSpec(name="return_rate", unit="share", title_ru="ставка возврата", title_en="rate of return"),),
    facts=(f.AGREEMENT, f.TARGET_RESULT),
    names=_NAMES,
    source="pattern of Government decree 999 of 30.09.2014 (DOMAIN sheet §5, general knowledge)",
)
COFINANCING_RETURN = Formula(
    name="cofinancing_return",
    title_ru="Возврат при недостаточном софинансировании",
    title_en="Return when co-financing falls short",
    text="-(cofinancing_share * amount - evidenced)",
    compute=cofinancing_return,
    anchor="grant_agreement",
    params=(
        ParamSpec(
            name="cofinancing_share",
            unit="share",
            title_ru="доля софинансирования от гранта",
            title_en="co-financing as a share of the grant",
        ),
    ),
    facts=(f.AGREEMENT, f.EVIDENCED),
    names=_NAMES,
)
