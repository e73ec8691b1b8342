"""What a card forgot, without giving away what one other employer asks for."""

from __future__ import annotations

from tests.core.competence import builders

from remeslo.core.base.keys import DemandKey, OrganisationKey, StatementKey
from remeslo.core.competence.companions import Because, CardFunctions, suggestions

A, B, C = (StatementKey(f"91.001@1:{code}") for code in ("A/01.3", "A/02.3", "A/03.3"))


def card(key: str, employer: str, *functions: StatementKey) -> CardFunctions:
    return CardFunctions(DemandKey(key), OrganisationKey(employer), frozenset(functions))


def test_functions_that_two_employers_ask_for_together_are_companions() -> None:
    others = [card("1", "x", A, B), card("2", "y", A, B), card("3", "z", A)]

    found = suggestions({A}, others=others)

    assert [(s.function, s.because, s.seen, s.of) for s in found] == [(B, Because.COMPANION, 2, 3)]


def test_one_employers_habit_is_nobodys_hint() -> None:
    assert suggestions({A}, others=[card("1", "x", A, B), card("2", "x", A, B)]) == ()


def test_rare_companions_are_not_suggested() -> None:
    others = [card("1", "x", A, C), card("2", "y", A, C), *(card(str(n), f"e{n}", A) for n in range(3, 9))]

    assert suggestions({A}, others=others) == ()


def test_the_rest_of_the_group_is_suggested_with_how_much_of_it_is_there() -> None:
    standard = builders.standards()[0]
    group = standard.generalised[0]
    keys = [StatementKey(f"{standard.edition}:{f.code}") for f in group.functions]

    found = suggestions({keys[0]}, standards=[standard])

    assert {s.function for s in found} == set(keys[1:])
    assert all((s.because, s.seen, s.of) == (Because.SAME_GROUP, 1, len(keys)) for s in found)
    assert suggestions(keys, standards=[standard]) == ()
