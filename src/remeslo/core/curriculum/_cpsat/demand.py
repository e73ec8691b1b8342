"""The second objective for any model: weight x units short of what demand wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum.axis import Axis

_LARGEST_SCALE = 10**7


@dataclass(frozen=True)
class Demand:
    """Weights of an axis as whole numbers."""

    axis: Axis

    @cached_property
    def scale(self) -> int:
        """What weights are multiplied by: their common denominator, unless that is very large."""
        return min(lcm(*(i.element.weight.denominator for i in self.axis.items)), _LARGEST_SCALE)

    @cached_property
    def is_exact(self) -> bool:
        """False when weights had to be rounded, to parts of ten million."""
        return all((i.element.weight * self.scale).denominator == 1 for i in self.axis.items)

    @cached_property
    def weights(self) -> Mapping[int, int]:
        """Whole weight by item that can fall short; empty when demand has nothing to say."""
        return {
            i.number: round(i.element.weight * self.scale)
            for i in self.axis.items
            if i.element.weight > 0 and i.wanted > (0 if i.optional else i.low)
        }

    def unmet(self, cp: cp_model.CpModel, total: Mapping[int, Linear]) -> Linear:
        """Sum of weight x max(0, wanted - total), as an expression of a model."""
        terms: list[Linear] = []
        for i, weight in self.weights.items():
            item = self.axis.items[i]
            short = cp.new_int_var(0, item.wanted if item.optional else item.wanted - item.low, "")
            cp.add(short >= item.wanted - total[i])
            terms.append(weight * short)
        return sum(terms)

    def hours(self, unmet: int) -> Fraction:
        """A value of `unmet` in weight x hours."""
        return Fraction(unmet * self.axis.unit, self.scale)
