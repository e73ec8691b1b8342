"""Completion, incentives for the young, maths and English: the payments beside the monthly instalments."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding
from remeslo.core.funding.book import day, number, text, yes
from remeslo.core.funding.formula import Case, Formula, Outcome, ParamSpec
from remeslo.core.funding.formulas.apprenticeship import facts as f
from remeslo.core.funding.formulas.apprenticeship.instalments import qualifies
from remeslo.core.funding.formulas.apprenticeship.learning import Learning, Spell, age, backward_end, has_care, read
from remeslo.core.funding.formulas.apprenticeship.payers import GOVERNMENT, shares
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.periods import month_ends, period_of

ALL_GOVERNMENT = ((GOVERNMENT, Fraction(1)),)


def completion(case: Case, learner: str) -> Iterator[Outcome]:
    """The completion share of the capped price, on the day on which learning is completed."""
    learning = read(case.book, learner)
    if isinstance(learning, Finding) or learning.completed is None or learning.withdrawn is not None:
        return
    done = learning.completed
    price = learning.price_on(done.on)
    parts, behind = shares(case, learning)
    used = [
        case.param("completion_share", learning.start.on, facts=(done.key,)),
        Used(name="price", value=price.amount, facts=(price.fact,)),
    ]
    if price.band_max is not None:
        used.append(Used(name="band_max", value=price.band_max, facts=(price.fact,)))
    yield case.line(
        contract=learning.contract,
        subject=learner,
        period=period_of(done.on, "month"),
        kind="completion",
        on=done.on,
        payee=learning.provider,
        shares=parts,
        formula="completion_share * " + ("price" if price.band_max is None else "min(price, band_max)"),
        used=(*used, *behind),
    )


def incentives(case: Case, learner: str) -> Iterator[Outcome]:
    """
    An amount for provider and employer on each of two days in learning, breaks left out.

    For the young; for those up to another age who left care or have an education, health and care plan: the employer
    gets it for a plan, or for a care leaver who lets the employer know.
    """
    learning = read(case.book, learner)
    if isinstance(learning, Finding):
        return
    payees = _payees(case, learning)
    for nth in ("first", "second"):
        on = learning.day_of_learning(int(case.param(f"incentive_{nth}_day", learning.start.on).value))
        for kind, payee in payees if on is not None else ():
            yield _incentive(case, learning, kind, payee, on or date.max)


def _payees(case: Case, learning: Learning) -> tuple[tuple[str, str], ...]:
    years = age(learning)
    if years is None:
        return ()
    provider = ("provider_incentive", learning.provider)
    employer = ("employer_incentive", learning.employer)
    if years < case.param("incentive_age", learning.start.on).value:
        return provider, employer
    if years >= case.param("incentive_care_age", learning.start.on).value or not has_care(learning):
        return ()
    told = yes(learning.start, "ehcp") or yes(learning.start, "care_leaver_consent")
    return (provider, employer) if told else (provider,)


def _incentive(case: Case, learning: Learning, kind: str, payee: str, on: date) -> Line:
    spells = tuple(key for spell in learning.spells if spell.first <= on for key in spell.facts)
    return case.line(
        contract=learning.contract,
        subject=learning.start.subject,
        period=period_of(on, "month"),
        kind=kind,
        on=on,
        payee=payee,
        shares=ALL_GOVERNMENT,
        formula="incentive",
        used=(case.param("incentive", learning.start.on, facts=dict.fromkeys(spells)),),
    )


def maths_english(case: Case, learner: str) -> Iterator[Outcome]:
    """
    The rate of a course in equal months up to its planned end, the last with the remainder; on early completion what
    is left comes at once. Nothing is held back for completion, and no employer pays a part.
    """
    learning = read(case.book, learner)
    if isinstance(learning, Finding):
        return
    for course in case.book.of("maths_english", learner):
        yield from _course(case, learning, course)


def _course(case: Case, learning: Learning, course: Fact) -> Iterator[Outcome]:
    planned_end, name = day(course, "planned_end"), text(course, "course")
    if planned_end < course.on:
        yield backward_end(course.subject, course.on, course.key)
        return
    end = next(
        (
            e
            for e in case.book.of("maths_english_end", course.subject)
            if text(e, "course") == name and e.on >= course.on
        ),
        None,
    )
    last = end.on if end is not None else planned_end
    withdrawn = end is not None and text(end, "outcome") == "withdrawn"
    keys = (course.key, *((end.key,) if end is not None else ()))
    if not qualifies(case, Spell(course.on, last, planned_end, withdrawn, keys), learning.start.on):
        return
    planned = tuple(month_ends(course.on, planned_end)) or (max(course.on, planned_end),)
    rate = _rate(case, course)
    earned = ZERO
    for nth, on in enumerate(planned, start=1):
        if on > last:
            break
        rest = Used(name="earned_before", value=earned, facts=keys)
        months = Used(name="instalments", value=len(planned), facts=keys)
        by_rest = nth == len(planned) and nth > 1
        line = _maths_line(
            case,
            learning,
            f"maths_english {name}",
            on,
            "amount - earned_before" if by_rest else "amount / instalments",
            (rate, rest if by_rest else months),
        )
        earned += line.amount
        yield line
    if end is not None and not withdrawn and last < planned[-1]:
        used = (rate, Used(name="earned_before", value=earned, facts=keys))
        yield _maths_line(case, learning, f"maths_english_balancing {name}", last, "amount - earned_before", used)


def _rate(case: Case, course: Fact) -> Used:
    if "amount" in course.values:
        return Used(name="amount", value=number(course, "amount", Decimal(0)), facts=(course.key,))
    found = case.param("maths_english_rate", course.on, facts=(course.key,))
    return Used(name="amount", value=found.value, source=found.source, verified=found.verified, facts=found.facts)


def _maths_line(case: Case, learning: Learning, kind: str, on: date, formula: str, used: tuple[Used, ...]) -> Line:
    return case.line(
        contract=learning.contract,
        subject=learning.start.subject,
        period=period_of(on, "month"),
        kind=kind,
        on=on,
        payee=learning.provider,
        shares=ALL_GOVERNMENT,
        formula=formula,
        used=used,
    )


_SOURCE = "DfE apprenticeship funding rules; das-funding-apprenticeship-earnings, das-paymentsacceptancetesting"

COMPLETION = Formula(
    name="apprenticeship_completion",
    title_ru="Платёж за завершение обучения",
    title_en="Completion payment",
    text="completion_share * min(price, band_max)",
    compute=completion,
    anchor="apprenticeship",
    params=(
        ParamSpec(name="completion_share", unit="share", title_ru="доля за завершение", title_en="completion share"),
        ParamSpec(name="co_investment", unit="share", title_ru="доля работодателя", title_en="employer's share"),
    ),
    facts=f.LEARNING,
    source=_SOURCE,
)
INCENTIVES = Formula(
    name="apprenticeship_incentives",
    title_ru="Надбавки за молодых учеников на 90-й и 365-й день",
    title_en="Incentives for young apprentices on days 90 and 365",
    text="incentive",
    compute=incentives,
    anchor="apprenticeship",
    params=(
        ParamSpec(name="incentive", unit="money", title_ru="надбавка", title_en="incentive"),
        ParamSpec(
            name="incentive_first_day",
            unit="day",
            title_ru="первый день надбавки",
            title_en="day of the first incentive",
        ),
        ParamSpec(
            name="incentive_second_day",
            unit="day",
            title_ru="второй день надбавки",
            title_en="day of the second incentive",
        ),
        ParamSpec(
            name="incentive_age", unit="year", title_ru="моложе этого возраста", title_en="for those below this age"
        ),
        ParamSpec(
            name="incentive_care_age",
            unit="year",
            title_ru="моложе этого возраста после опеки или с планом",
            title_en="below this age after care or with a plan",
        ),
    ),
    facts=f.LEARNING,
    source=_SOURCE,
)
MATHS_ENGLISH = Formula(
    name="apprenticeship_maths_english",
    title_ru="Математика и английский",
    title_en="Maths and English",
    text="amount / instalments",
    compute=maths_english,
    anchor="apprenticeship",
    params=(
        ParamSpec(
            name="maths_english_rate",
            unit="money",
            title_ru="ставка курса",
            title_en="rate of a course",
            required=False,
        ),
    ),
    facts=(*f.LEARNING, f.MATHS_ENGLISH, f.MATHS_ENGLISH_END),
    names={
        "amount": ("ставка курса", "rate of the course"),
        "instalments": ("число месяцев до планового конца курса", "months up to the planned end of the course"),
        "earned_before": ("заработано раньше", "earned before"),
    },
    source=_SOURCE,
)
