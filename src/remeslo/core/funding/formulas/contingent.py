"""`contingent`: money for each month in which a learner is on the roll: the per-capita base of normative funding."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.expression import names_in
from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType
from remeslo.core.funding.formula import Case, Formula, OptionSpec, Outcome
from remeslo.core.funding.formulas.reading import filled, meets, used_for
from remeslo.core.funding.lines import Used
from remeslo.core.funding.periods import month_end, period_of

ENDS = ("leaving", "graduation")


def compute(case: Case, learner: str) -> Iterator[Outcome]:
    """
    A line for each month on whose first day the learner is on the roll and the pack is in force; the month of admission
    counts when learning begins on its first day, else from the next.
    """
    for admission in case.book.of("admission", learner):
        if not meets(case.option("when"), (admission,)):
            continue
        gone = _gone(case, admission)
        last = gone.on if gone is not None else date.max
        for first in _firsts(admission.on, min(last, case.on)):
            if not case.pack.covers(month_end(first)):
                continue
            facts = (admission,) if gone is None else (admission, gone)
            yield case.line(
                contract=filled(case.option("contract"), facts),
                subject=learner,
                period=period_of(first, "month"),
                kind=case.option("kind"),
                on=month_end(first),
                payee=filled(case.option("payee"), facts),
                shares=((filled(case.option("payer"), facts), Fraction(1)),),
                formula=case.option("amount"),
                used=(
                    *(used_for(case, name, first, facts) for name in names_in(case.option("amount"))),
                    Used(name="on_roll", value=1, facts=(admission.key,)),
                ),
            )


def _gone(case: Case, admission: Fact) -> Fact | None:
    later = [f for kind in ENDS for f in case.book.of(kind, admission.subject) if f.on >= admission.on]
    return min(later, key=lambda f: f.on) if later else None


def _firsts(since: date, until: date) -> Iterator[date]:
    """First days of months in ``since..until``."""
    here = since if since.day == 1 else month_end(since) + timedelta(days=1)
    while here <= until:
        yield here
        here = month_end(here) + timedelta(days=1)


ADMISSION = FactSpec(
    kind="admission",
    subject="learner; the day is the first on the roll",
    title_ru="Приём",
    title_en="Admission",
    values=(
        ValueSpec(name="programme", type=ValueType.TEXT, title_ru="программа", title_en="programme"),
        ValueSpec(name="college", type=ValueType.TEXT, title_ru="колледж", title_en="college"),
        ValueSpec(name="project", type=ValueType.YES_NO, title_ru="студент проекта", title_en="learner of the project"),
    ),
)
LEAVING = FactSpec(kind="leaving", subject="learner", title_ru="Отчисление", title_en="Leaving without a diploma")
GRADUATION = FactSpec(kind="graduation", subject="learner", title_ru="Выпуск", title_en="Graduation")

FORMULA = Formula(
    name="contingent",
    title_ru="Норматив за каждый месяц контингента",
    title_en="Norm for each month on the roll",
    text="base_norm * industry * region / 12",
    compute=compute,
    anchor="admission",
    options=(
        OptionSpec(
            name="amount",
            title_ru="сумма за месяц",
            title_en="amount of a month",
            default="base_norm * industry * region / 12",
            is_expression=True,
        ),
        OptionSpec(name="contract", title_ru="договор", title_en="contract", default="state-task {college}"),
        OptionSpec(name="payee", title_ru="получатель", title_en="payee", default="{college}"),
        OptionSpec(name="payer", title_ru="плательщик", title_en="payer", default="budget"),
        OptionSpec(name="when", title_ru="условия", title_en="conditions", default=""),
        OptionSpec(name="kind", title_ru="вид строки", title_en="kind of line", default="base"),
    ),
    facts=(ADMISSION, LEAVING, GRADUATION),
    names={"on_roll": ("в контингенте", "on the roll")},
    source="DOMAIN sheet §5: subsidy = sum of N × base norm × K industry × K region by average contingent",
)
