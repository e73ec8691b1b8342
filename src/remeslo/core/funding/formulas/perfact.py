"""`per_fact`: an amount for each fact of a kind, by an expression that the pack writes."""

from collections.abc import Iterator
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.expression import names_in
from remeslo.core.funding.formula import Case, Formula, OptionSpec, Outcome
from remeslo.core.funding.formulas.reading import filled, meets, used_for
from remeslo.core.funding.lines import Used
from remeslo.core.funding.periods import period_of

PERIODS = ("month", "quarter", "year", "once")


def compute(case: Case, subject: str) -> Iterator[Outcome]:
    """
    Each fact of the kind that meets ``when`` gives a line; with ``once_per = subject`` only the first.

    Names in ``amount`` are parameters of the pack on the day of the fact, or numbers that the fact says, or the last
    facts of the kinds in ``about`` that the same subject has (whose college, which exam).
    """
    kind = case.option("kind") or case.rule.key
    facts = [f for f in case.book.of(case.option("fact"), subject) if f.on <= case.on and case.pack.covers(f.on)]
    paid = [(f, told) for f in facts if meets(case.option("when"), told := (f, *_about(case, f)))]
    if case.option("once_per") == "subject":
        paid = paid[:1]
    seen: set[str] = set()
    for fact, told in paid:
        period = period_of(fact.on, case.option("period"))
        used = [used_for(case, name, fact.on, told) for name in names_in(case.option("amount"))]
        keys = tuple(t.key for t in told)
        yield case.line(
            contract=filled(case.option("contract"), told),
            subject=subject,
            period=period,
            kind=kind if period not in seen else f"{kind} {fact.key}",
            on=fact.on,
            payee=filled(case.option("payee"), told),
            shares=((filled(case.option("payer"), told), Fraction(1)),),
            formula=case.option("amount"),
            used=(*used, Used(name="fact", value=1, facts=keys)),
        )
        seen.add(period)


def _about(case: Case, fact: Fact) -> tuple[Fact, ...]:
    """The last fact of each kind in ``about`` that its subject has up to the day of the fact."""
    kinds = (k.strip() for k in case.option("about").split(",") if k.strip())
    found = (case.book.last(kind, fact.subject, fact.on) for kind in kinds)
    return tuple(f for f in found if f is not None)


FORMULA = Formula(
    name="per_fact",
    title_ru="Сумма за каждый факт",
    title_en="An amount for each fact",
    text="amount",
    compute=compute,
    anchor="{fact}",
    options=(
        OptionSpec(name="fact", title_ru="вид факта", title_en="kind of fact"),
        OptionSpec(name="amount", title_ru="сумма", title_en="amount", is_expression=True),
        OptionSpec(name="when", title_ru="условия", title_en="conditions", default=""),
        OptionSpec(
            name="about", title_ru="виды фактов о том же", title_en="kinds of facts about the same", default="admission"
        ),
        OptionSpec(name="contract", title_ru="договор", title_en="contract", default="{contract}"),
        OptionSpec(name="payee", title_ru="получатель", title_en="payee", default="{payee}"),
        OptionSpec(name="payer", title_ru="плательщик", title_en="payer", default="budget"),
        OptionSpec(name="period", title_ru="за что", title_en="period", default="month", words=PERIODS),
        OptionSpec(name="kind", title_ru="вид строки", title_en="kind of line", default=""),
        OptionSpec(name="once_per", title_ru="один раз на", title_en="once per", default="", words=("", "subject")),
    ),
    names={"fact": ("факт", "the fact itself")},
)
