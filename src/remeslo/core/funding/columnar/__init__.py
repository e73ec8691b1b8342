"""
Settlement by columns, for a whole country: the lines and states of `settle`, without their explanations.

Formulas that go learner by learner with options (`contingent`, `per_fact`) are done by columns: what an amount depends
on is computed once for each distinct case by the plain formula's own parts, and joined back. Any other formula is not
done here (`NotByColumns`). Needs polars (the extra ``scale``); tests hold it equal to the plain way to the last unit.
"""

from remeslo.core.funding.columnar.cases import NotByColumns, Parties
from remeslo.core.funding.columnar.due import country_due
from remeslo.core.funding.columnar.settle import Settled, as_paid, settle_country

__all__ = ["NotByColumns", "Parties", "Settled", "as_paid", "country_due", "settle_country"]
