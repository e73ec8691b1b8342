"""`per_fact`: an amount for each fact of a kind, by an expression that the pack writes."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.book import text
from remeslo.core.funding.expression import names_in
from remeslo.core.funding.formula import Case, Formula, OptionSpec, Outcome, said
from remeslo.core.funding.lines import Used
from remeslo.core.funding.periods import period_of

PERIODS = ("month", "quarter", "year", "once")


def compute(case: Case, subject: str) -> Iterator[Outcome]:
    """
    Each fact of the kind (the first one only when ``once_per`` is ``subject``) that meets ``when`` gives a line.

    Names in ``amount`` are parameters of the pack, on the day of the fact, or numbers that the fact says.
    """
    facts = [f for f in case.book.of(case.option("fact"), subject) if f.on <= case.on and _meets(case, f)]
    if case.option("once_per") == "subject":
        facts = facts[:1]
    for fact in facts:
        used = [_used(case, fact, name) for name in names_in(case.option("amount"))]
        period = period_of(fact.on, case.option("period", "month"))
        yield case.line(
            contract=text(fact, "contract"),
            subject=subject,
            period=period,
            kind=case.option("kind", case.rule.key) + ("" if len(facts) == 1 else f"#{fact.key}"),
            on=fact.on,
            payee=text(fact, "payee"),
            shares=((text(fact, "payer", case.option("payer", "budget")), Fraction(1)),),
            formula=case.option("amount"),
            used=(*used, _counted(fact)),
        )


def _used(case: Case, fact: Fact, name: str) -> Used:
    if case.has_param(name):
        param = case.pack.params[case.rule.params.get(name, name)]
        row = text(fact, param.by, "") if param.by else ""
        return case.param(name, fact.on, row, facts=(fact.key,) if param.by else ())
    return said(fact, name)


def _counted(fact: Fact) -> Used:
    """The fact itself: without it there is no line, whatever the numbers come from."""
    return Used(name="fact", value=Decimal(1), facts=(fact.key,))


def _meets(case: Case, fact: Fact) -> bool:
    """Conditions as ``name=word, name=word``; a yes is ``true``."""
    for condition in filter(None, (c.strip() for c in case.option("when").split(","))):
        name, _, wanted = condition.partition("=")
        value = fact.values.get(name.strip())
        said_so = str(value).lower() if isinstance(value, bool) else str(value)
        if said_so != wanted.strip():
            return False
    return True


FORMULA = Formula(
    name="per_fact",
    title_ru="Сумма за каждый факт",
    title_en="An amount for each fact",
    text="amount",
    compute=compute,
    anchor="{fact}",
    options=(
        OptionSpec(name="fact", title_ru="Вид факта", title_en="Kind of fact"),
        OptionSpec(name="amount", title_ru="Сумма", title_en="Amount", is_expression=True),
        OptionSpec(name="when", title_ru="Условия", title_en="Conditions", default=""),
        OptionSpec(name="period", title_ru="За что", title_en="Period", default="month", words=PERIODS),
        OptionSpec(name="kind", title_ru="Вид строки", title_en="Kind of line", default=""),
        OptionSpec(name="once_per", title_ru="Один раз на", title_en="Once per", default="", words=("", "subject")),
        OptionSpec(name="payer", title_ru="Плательщик", title_en="Payer", default="budget"),
    ),
    names={"fact": ("подтверждённый факт", "the fact itself")},
)
