"""The linear model tells of any assignment what `score` tells of it, and lets through what `check` lets through."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import problems

from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.linear import Linear
from remeslo.core.staffing.assign.model import Model
from remeslo.core.staffing.assign.problem import MENDING
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import pins_against_rules
from remeslo.core.staffing.assign.table import NOBODY, Table


def _keeps_rows(linear: Linear, values: list[int]) -> bool:
    sums = ((r, sum(w * values[c] for c, w in r.terms)) for r in linear.rows)
    within = all(0 <= v <= high for v, high in zip(values, linear.highs, strict=True))
    return within and all((r.low is None or r.low <= n) and (r.high is None or n <= r.high) for r, n in sums)


@settings(max_examples=150, deadline=None)
@given(problems(most_duties=6, objective=MENDING), st.data())
def test_model_counts_as_score_and_allows_what_check_allows(small, data) -> None:
    assume(not pins_against_rules(small))
    table = Table(small)
    stand = [data.draw(st.sampled_from([NOBODY, *people])) for people in table.options]
    model = Model(table, [NOBODY] * len(stand), range(len(stand)), MENDING)
    values = model.values(stand)
    plan = table.plan(stand)

    broken = [f.code for f in check(small, plan) if f.hard]

    assert _keeps_rows(model.linear, values) == (not broken)
    if not broken:
        told = score(small, plan)
        rest = {o: model.linear.value(o, values) for o in MENDING}
        assert rest == {o: told.of(o) for o in MENDING}
        assert model.chosen(values) == stand
