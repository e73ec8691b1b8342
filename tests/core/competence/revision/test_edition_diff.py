"""Two editions, statement by statement."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from tests.core.competence.revision.made import (
    edition,
    function,
    made_editions,
    pairs_of_editions,
    reissued,
    renumbered,
)

from remeslo.core.base.text import fold
from remeslo.core.competence.revision import Change, EditionDiff, diff
from remeslo.core.competence.revision.likeness import Method
from remeslo.core.competence.standards import OccupationalStandard, StatementKind

Pair = tuple[OccupationalStandard, OccupationalStandard]


@settings(deadline=None, max_examples=20)
@given(made_editions())
def test_diff_of_an_edition_and_its_reprint_keeps_every_statement(standard: OccupationalStandard) -> None:
    found = diff(standard, reissued(standard))

    assert found.is_same
    assert all(c.new[0].text == c.old.text for c in found.changes if c.old)


@settings(deadline=None, max_examples=20)
@given(made_editions())
def test_diff_of_a_renumbered_edition_loses_and_rewords_nothing(standard: OccupationalStandard) -> None:
    found = diff(standard, renumbered(standard))

    assert {c.change for c in found.changes} == {Change.MOVED}
    assert all(c.score == 100 and c.new[0].text == c.old.text for c in found.changes if c.old)


@settings(deadline=None, max_examples=25)
@given(pairs_of_editions())
def test_diff_speaks_of_every_statement_of_both_editions(pair: Pair) -> None:
    old, new = pair
    found = diff(old, new)

    assert [c.old.key for c in found.changes if c.old] == [s.key for s in old.statements()]
    met = {k for c in found.changes for k in c.targets}
    assert met == {s.key for s in new.statements()}
    assert diff(old, new) == found


@settings(deadline=None, max_examples=25)
@given(pairs_of_editions())
def test_diff_pairs_one_to_one_but_for_what_was_merged_and_split(pair: Pair) -> None:
    found = diff(*pair)

    firsts = [c.new[0].key for c in found.changes if c.old and c.new and c.change is not Change.MERGED]
    assert len(firsts) == len(set(firsts))
    for c in found.changes:
        assert (c.change is Change.ADDED) == (c.old is None)
        assert (c.change is Change.REMOVED) == (not c.new)
        assert (len(c.new) > 1) == (c.change is Change.SPLIT)
        assert (c.change in (Change.KEPT, Change.MOVED, Change.CONTENT)) <= (c.score > 0)
        assert len({x.statement.key for x in c.candidates} | set(c.targets)) == len(c.candidates) + len(c.new)


@settings(deadline=None, max_examples=25)
@given(pairs_of_editions())
def test_diff_keeps_as_many_verbatim_statements_as_there_are(pair: Pair) -> None:
    old, new = pair
    found = diff(old, new)
    below = [c for c in found.changes if c.old and c.old.kind is not StatementKind.FUNCTION]

    there = Counter(fold(s.text) for s in new.statements() if s.kind is not StatementKind.FUNCTION)
    here = Counter(fold(c.old.text) for c in below if c.old)
    paired = Counter(fold(c.old.text) for c in below if c.old and c.score == 100 and c.change is not Change.MERGED)
    assert paired == here & there


def changes(found: EditionDiff) -> dict[str, Change]:
    return {str(c.old.key).partition(":")[2]: c.change for c in found.changes if c.old}


TURNING = function(
    "A/01.3",
    "Токарная обработка деталей на станках с ЧПУ",
    "Установка заготовки в патрон",
    "Пуск управляющей программы и наблюдение за резанием",
    skills=["Читать чертёж вала"],
    knowledge=["Устройство токарного станка"],
)
PRESSES = function(
    "A/02.3", "Наладка прессов усилием до 8 МН", "Установка штампа", "Регулировка хода", skills=["Мерить зазор"]
)


def test_diff_says_content_when_a_function_lost_a_statement() -> None:
    less = function("A/01.3", TURNING.name, *TURNING.actions, skills=TURNING.skills)

    found = diff(edition(TURNING), reissued(edition(less)))

    assert changes(found)["A/01.3"] is Change.CONTENT
    assert changes(found)["A/01.3#NK1"] is Change.REMOVED
    assert found.changes[0].facts["kept"] == 3
    assert found.changes[0].facts["held"] == 4


def test_diff_says_content_when_a_function_got_a_statement_more() -> None:
    more = function(
        "A/01.3", TURNING.name, *TURNING.actions, "Сдача детали", skills=TURNING.skills, knowledge=TURNING.knowledge
    )

    found = diff(edition(TURNING), reissued(edition(more)))

    assert changes(found)["A/01.3"] is Change.CONTENT
    assert [c.new[0].text for c in found.added] == ["Сдача детали"]


def test_diff_says_reworded_and_why() -> None:
    other = function(
        "A/01.3",
        "Токарная обработка деталей на станках с программным управлением",
        *TURNING.actions,
        skills=TURNING.skills,
        knowledge=["Устройство и настройка токарного станка"],
    )

    found = diff(edition(TURNING, PRESSES), reissued(edition(other, PRESSES)))

    assert changes(found)["A/01.3"] is Change.REWORDED
    reworded = next(c for c in found.changes if c.old and c.old.key.endswith("A/01.3#NK1"))
    assert reworded.change is Change.REWORDED
    assert reworded.method is Method.SHARED_WORDS
    assert reworded.facts["shared"] == "устройство, токарного, станка"


def test_diff_says_moved_with_both_levels_when_only_the_level_changed() -> None:
    higher = function("A/01.4", TURNING.name, *TURNING.actions, skills=TURNING.skills, knowledge=TURNING.knowledge)

    found = diff(edition(TURNING), reissued(edition(higher)))

    assert set(changes(found).values()) == {Change.MOVED}
    assert all(c.level_changed and c.facts["old_level"] == 3 and c.facts["new_level"] == 4 for c in found.changes)


def test_diff_says_merged_when_two_functions_had_one_text_and_one_is_left() -> None:
    twin = function("A/03.3", "Шлифовка валов", "Установка заготовки в патрон", "Правка круга алмазом")

    found = diff(edition(TURNING, twin), reissued(edition(TURNING)))

    merged = next(c for c in found.changes if c.old and c.old.key.endswith("A/03.3#LA1"))
    assert merged.change is Change.MERGED
    assert merged.new[0].text == "Установка заготовки в патрон"
    assert changes(found)["A/01.3#LA1"] is Change.KEPT
    assert changes(found)["A/03.3#LA2"] is Change.REMOVED


def test_diff_says_split_when_two_new_statements_were_one() -> None:
    both = function("A/01.3", "Наладка", "Установка штампа на пресс и регулировка закрытой высоты пресса", "Мойка")
    apart = function("A/01.3", "Наладка", "Установка штампа на пресс", "Регулировка закрытой высоты пресса", "Мойка")

    found = diff(edition(both), reissued(edition(apart)))

    split = found.changes[1]
    assert split.change is Change.SPLIT
    assert {s.text for s in split.new} == {"Установка штампа на пресс", "Регулировка закрытой высоты пресса"}
    assert found.added == ()


def test_diff_knows_statements_that_only_changed_their_kind() -> None:
    swapped = function("A/01.3", TURNING.name, *TURNING.actions, skills=TURNING.knowledge, knowledge=TURNING.skills)

    found = diff(edition(TURNING), reissued(edition(swapped)))

    moved = [c for c in found.changes if c.change is Change.MOVED]
    assert [(c.facts["old_kind"], c.facts["new_kind"]) for c in moved] == [
        ("skill", "knowledge"),
        ("knowledge", "skill"),
    ]


def test_diff_prefers_the_function_in_place_among_equal_texts() -> None:
    first = function("A/01.3", "Точить валы", "Читать чертёж детали", "Точить шейку вала")
    second = function("A/02.3", "Фрезеровать пазы", "Читать чертёж детали", "Выверить стол станка")

    found = diff(edition(first, second), reissued(edition(second, first)))

    assert found.is_same
