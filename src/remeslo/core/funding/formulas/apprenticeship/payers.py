"""Who pays an apprenticeship: the levy, or the government and the employer together."""

from fractions import Fraction

from remeslo.core.funding.book import number, yes
from remeslo.core.funding.formula import Case
from remeslo.core.funding.formulas.apprenticeship.learning import Learning, age, has_care
from remeslo.core.funding.lines import Used
from remeslo.core.funding.params import NoValueInForce

GOVERNMENT = "government"


def shares(case: Case, learning: Learning) -> tuple[tuple[tuple[str, Fraction], ...], tuple[Used, ...]]:
    """
    Payers with their parts, and the parameters behind them.

    A levy payer's training is paid from its levy account. Without the levy the employer pays ``co_investment``, and
    nothing for the young (from the day that ``co_investment_free_age`` has a value) or at a small employer.
    """
    if yes(learning.start, "levy", default=True):
        return ((f"levy:{learning.employer}", Fraction(1)),), ()
    if _is_free(case, learning):
        return ((GOVERNMENT, Fraction(1)),), ()
    used = case.param("co_investment", learning.start.on)
    part = Fraction(used.value)
    if part == 0:
        return ((GOVERNMENT, Fraction(1)),), (used,)
    return ((GOVERNMENT, 1 - part), (learning.employer, part)), (used,)


def _is_free(case: Case, learning: Learning) -> bool:
    years = age(learning)
    if years is None:
        return False
    if (limit := _limit(case, learning, "co_investment_free_age")) is not None and years < limit:
        return True
    most = _limit(case, learning, "small_employer_employees")
    if most is None or "employees" not in learning.start.values or number(learning.start, "employees") >= most:
        return False
    young = _limit(case, learning, "incentive_age")
    cared = _limit(case, learning, "incentive_care_age")
    return (young is not None and years < young) or (cared is not None and years < cared and has_care(learning))


def _limit(case: Case, learning: Learning, name: str) -> Fraction | None:
    """A parameter on the first day of learning; ``None`` before it came into force."""
    try:
        return Fraction(case.param(name, learning.start.on).value)
    except NoValueInForce:
        return None
