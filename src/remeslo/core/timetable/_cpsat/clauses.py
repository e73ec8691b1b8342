"""A CP-SAT model filled with clauses over literals, some of which are known already."""

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
from ortools.sat.python import cp_model

from remeslo.core.timetable._cpsat.times import Grid

Literal = cp_model.IntVar | cp_model.NotBooleanVariable | bool
"""A yes or no of the model, or one that is known."""


def no(literal: Literal) -> Literal:
    """The opposite."""
    return (not literal) if isinstance(literal, bool) else cast(Literal, literal.negated())


class Clauses:
    """What models are built with; ``weighted`` collects the cost: pairs (variable, factor)."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self.weighted: list[tuple[cp_model.IntVar | cp_model.NotBooleanVariable, int]] = []
        self.constant = 0

    def new(self) -> cp_model.IntVar:
        """A new literal."""
        return self.cp.new_bool_var("")

    def any_of(self, literals: Iterable[Literal]) -> None:
        """At least one holds."""
        left = []
        for x in literals:
            if isinstance(x, bool):
                if x:
                    return
            else:
                left.append(x)
        self.cp.add_bool_or(left)

    def one_of(self, count: int) -> list[Literal]:
        """So many new literals of which exactly one holds; a single one is known to."""
        if count == 1:
            return [True]
        literals = [self.new() for _ in range(count)]
        self.cp.add_exactly_one(literals)
        return list(literals)

    def either(self, literals: Sequence[Literal]) -> Literal:
        """A literal that must hold when one of these does."""
        if any(x is True for x in literals):
            return True
        left = [x for x in literals if not isinstance(x, bool)]
        if not left:
            return False
        if len(left) == 1:
            return left[0]
        found = self.new()
        for x in left:
            self.cp.add_implication(x, found)
        return found

    def both(self, a: Literal, b: Literal) -> Literal:
        """A literal that must hold when both do."""
        if a is False or b is False:
            return False
        if a is True:
            return b
        if b is True:
            return a
        found = self.new()
        self.any_of((no(a), no(b), found))
        return found

    def charge(self, literal: Literal, amount: int) -> None:
        """So much costs it when the literal holds."""
        if not amount or literal is False:
            return
        if literal is True:
            self.constant += amount
        else:
            self.weighted.append((literal, amount))

    def charge_whole(self, variable: cp_model.IntVar, factor: int) -> None:
        """So much costs each unit of a whole number."""
        self.weighted.append((variable, factor))

    def support(self, a: Sequence[Literal], b: Sequence[Literal], good: Grid, escape: Sequence[Literal] = ()) -> None:
        """
        Each of ``a`` that holds needs a partner in ``b`` that is good with it, or an ``escape``.

        ``a`` and ``b`` are choices (at most one of each holds; ``escape`` names what holds when none of ``b`` does).
        Few bad partners are named one by one, which says the same of a choice.
        """
        for k in np.nonzero(~np.all(good, axis=1))[0].tolist():
            fine = np.nonzero(good[k])[0].tolist()
            if 3 * (len(b) - len(fine)) <= len(fine):
                for j in np.nonzero(~good[k])[0].tolist():
                    self.any_of((no(a[k]), no(b[j]), *escape))
            else:
                self.any_of((no(a[k]), *escape, *(b[j] for j in fine)))

    def minimise(self) -> None:
        """Makes the charges the objective."""
        variables = [v for v, _ in self.weighted]
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, [f for _, f in self.weighted]) + self.constant)
