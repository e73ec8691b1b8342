"""Money in whole numbers of its smallest unit in a problem, so that nothing is rounded."""

from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

from remeslo.core.staffing.upskill.problem import UpskillProblem


class Money:
    """Amounts of one problem as whole numbers and back."""

    def __init__(self, problem: UpskillProblem) -> None:
        self.problem = problem

    @cached_property
    def places(self) -> int:
        """Most decimal places of any price."""
        problem = self.problem
        prices = (*(c.price for c in problem.courses), *problem.travel.values(), problem.hour_price)
        return max(0, *(-_exponent(price) for price in prices))

    def whole(self, amount: Decimal) -> int:
        """An amount made of these prices, exactly."""
        return int(amount.scaleb(self.places))

    def floor(self, amount: Decimal) -> int:
        """A limit, rounded down to the smallest unit."""
        return int(amount.scaleb(self.places).to_integral_value(ROUND_FLOOR))

    def back(self, whole: int) -> Decimal:
        """A whole number as money."""
        return Decimal(whole).scaleb(-self.places)


def _exponent(price: Decimal) -> int:
    exponent = price.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
