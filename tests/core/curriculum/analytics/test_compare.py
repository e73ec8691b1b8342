"""Two curricula side by side: what is the same unit, what moved, what it requires now."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.curriculum.analytics.graphs import pre

from remeslo.core.curriculum.analytics import AlignedBy, Move, Unit, UnitGraph, UnitKey, align, analyse, compare


def unit(key: str, title: str, term: int | None = None, code: str | None = None, after: str = "") -> Unit:
    placed = {} if term is None else {"terms": ((term, Decimal(1)),), "starts": term, "ends": term}
    code = key if code is None else code
    return Unit(key=UnitKey(key), title=title, code=code, requisite=pre(*after.split()), **placed)


def graph(*units: Unit) -> UnitGraph:
    return UnitGraph(name="g", units=units)


WORDS = st.sampled_from(["сварка", "сварки", "металлов", "основы", "физика", "pipes", ""])
UNITS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.lists(WORDS, max_size=3).map(" ".join)),
    unique_by=lambda t: t[0],
    max_size=6,
).map(lambda pairs: [unit(k, t) for k, t in pairs])


@settings(max_examples=150)
@given(UNITS, UNITS, st.booleans())
def test_each_unit_stands_in_one_pair_at_most_and_nothing_is_lost(old, new, same):
    found = compare(analyse(graph(*old)), analyse(graph(*new)), same_curriculum=same)

    assert len({a.pair.old for a in found.aligned}) == len(found.aligned) == len({a.pair.new for a in found.aligned})
    assert {a.pair.old for a in found.aligned} | {u.key for u in found.removed} == {u.key for u in old}
    assert {a.pair.new for a in found.aligned} | {u.key for u in found.added} == {u.key for u in new}


@settings(max_examples=60)
@given(UNITS)
def test_a_curriculum_against_itself_differs_in_nothing_that_has_a_title(units):
    found = compare(analyse(graph(*units)), analyse(graph(*units)), same_curriculum=True)

    assert all(a.pair.old == a.pair.new for a in found.aligned)
    assert not found.removed and not found.added and not found.rewired


def test_the_same_code_of_two_programmes_is_the_same_unit_only_with_words_in_common():
    old = [unit("ОП.01", "Техническая графика"), unit("ОП.02", "Материаловедение")]
    new = [unit("ОП.01", "Инженерная графика"), unit("ОП.02", "Физика")]

    assert [(p.old, p.new, p.by) for p in align(old, new)] == [("ОП.01", "ОП.01", AlignedBy.CODE)]
    assert len(align(old, new, same_curriculum=True)) == 2


def test_titles_and_then_words_find_units_under_other_codes():
    old = [unit("1", "Охрана труда", code=""), unit("2", "Технология сварки металлов", code="")]
    new = [unit("9", "Технологии сварка металла", code=""), unit("8", "охрана  труда", code="")]

    assert [(p.old, p.new, p.by) for p in align(old, new)] == [
        ("2", "9", AlignedBy.WORDS),
        ("1", "8", AlignedBy.TITLE),
    ]


def test_moves_and_requisites_are_told_in_units_of_each_side():
    old = graph(unit("a", "Alpha", 1), unit("b", "Beta", 2, after="a"), unit("c", "Gamma", 3), unit("d", "Delta"))
    new = graph(unit("a", "Alpha", 2), unit("b", "Beta", 1), unit("c", "Gamma", 3, after="b"), unit("d", "Delta", 1))
    found = compare(analyse(old), analyse(new), same_curriculum=True)

    assert [a.pair.new for a in found.moved(Move.LATER)] == ["a"]
    assert [a.pair.new for a in found.moved(Move.EARLIER)] == ["b"]
    assert [a.pair.new for a in found.moved(Move.UNKNOWN)] == ["d"]
    assert [(a.pair.new, [u.key for u in a.gained], [u.key for u in a.lost]) for a in found.rewired] == [
        ("b", [], ["a"]),
        ("c", ["b"], []),
    ]
