"""What follows once a group is shown is what a fresh reduction with that group known says."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.core.rollup.boards import board

from remeslo.core.rollup.suppress.algebra import Told
from remeslo.core.rollup.suppress.board import Board

LEAST = 5


@given(seed=st.integers(0, 10**6), data=st.data())
def test_showing_groups_one_after_another_equals_reducing_anew(seed: int, data: st.DataObject) -> None:
    some: Board[str] = board(Random(seed), num_units=4, num_clusters=2, num_regions=2, most=12)
    sums = some.sums
    atoms = {g: sums.people[g] for g in sums.atoms}
    hidden = sorted(data.draw(st.sets(st.sampled_from(range(len(sums.people))), min_size=2)))
    shown = data.draw(st.lists(st.sampled_from(hidden), unique=True, max_size=len(hidden) - 1))
    told = Told(hidden, sums.equations)

    for number, group in enumerate(shown):
        left = [g for g in hidden if g not in shown[: number + 1]]
        anew = Told(left, sums.equations)
        alone = {s for (s,) in told.tells_beside(group, left)}
        assert alone == {g for g in left if anew.tells((g,))}
        beside = set(told.small_sums(atoms, LEAST, group))
        assert beside <= set(anew.small_sums(atoms, LEAST))
        before = set(told.small_sums(atoms, LEAST))
        assert {s for s in anew.small_sums(atoms, LEAST) if s not in before and not _parts(s, before)} <= beside
        told.show(group)


def _parts(some: tuple[int, ...], told: set[tuple[int, ...]]) -> bool:
    """A set that is put together from one that was told before says nothing new."""
    return any(set(other) < set(some) for other in told)
