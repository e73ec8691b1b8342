"""
Formulas by name: plain Python that packs choose from; a new one is a new module here and a line in the table.

A formula computes; numbers come from the pack. What it reads is written down in its `Formula`, from which pages,
editors and the fact file's reader are made.
"""

from collections.abc import Mapping
from types import MappingProxyType

from remeslo.core.funding.formula import Formula
from remeslo.core.funding.formulas import conditions, contingent, perfact, points, pool
from remeslo.core.funding.formulas.apprenticeship import instalments, rest

FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        f.name: f
        for f in (
            contingent.FORMULA,
            perfact.FORMULA,
            conditions.MILESTONES,
            conditions.COFINANCING,
            conditions.COFINANCING_RETURN,
            conditions.TARGETS,
            instalments.FORMULA,
            rest.COMPLETION,
            rest.INCENTIVES,
            rest.MATHS_ENGLISH,
            pool.FORMULA,
            points.FORMULA,
        )
    }
)
