"""Two versions, line by line."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web import factories

from remeslo.core.competence.model import GapClass
from remeslo.core.curriculum.result import Status
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.web.apps.programmes.audience import Audience
from remeslo.web.apps.programmes.tables.compare import Change, Comparison, Part, compare

GEARS = Audience(organisations=frozenset({factories.GEARS}))


def _lines(found: Comparison, part: Part) -> list[tuple[str, str]]:
    return [(line.key, line.change.value) for line in found.lines if line.part is part]


def _with_gap(answer: GapClass) -> ProgrammeOutcome:
    made = factories.outcome()
    assert made.design is not None
    model = made.design.model
    gap = (*model.gap[:2], replace(model.gap[2], answer=answer))
    return replace(made, design=replace(made.design, model=replace(model, gap=gap)))


def test_a_version_does_not_differ_from_itself() -> None:
    assert compare(factories.outcome(), factories.outcome()).is_empty


def test_elements_added_removed_and_changed_are_told_apart() -> None:
    base = factories.elements()
    new = (*(e for e in base[1:-1]), replace(base[0], index="СГ.02", title="Физкультура"), base[-1])
    found = compare(factories.outcome(), factories.outcome(new))

    changes = dict(_lines(found, Part.ELEMENT))
    assert (changes["СГ.02"], changes["СГ.01"]) == ("added", "removed")
    assert changes["ОП.01"] == "changed"  # a week earlier, where СГ.01 was
    (opened,) = [line for line in found.lines if line.key == "ОП.01"]
    assert {f.name for f in opened.fields} == {"first_week", "last_week"}
    assert found.count(Change.ADDED) == found.count(Change.REMOVED) == 1


def test_a_change_of_the_term_names_both_values() -> None:
    found = compare(factories.outcome(), factories.outcome(status=Status.FEASIBLE))
    (line,) = [line for line in found.lines if line.part is Part.TERM]

    assert {f.name: (f.before, f.after) for f in line.fields} == {
        "bound": (22, 20),
        "status": (Status.OPTIMAL, Status.FEASIBLE),
    }


def test_a_plan_that_was_lost_is_a_change_of_the_term_and_of_every_element() -> None:
    found = compare(factories.outcome(), factories.unplanned())

    assert len(_lines(found, Part.TERM)) == 1
    assert len(_lines(found, Part.ELEMENT)) == 8


def test_words_of_another_employer_stay_hidden_in_a_comparison() -> None:
    found = compare(_with_gap(GapClass.NEW), _with_gap(GapClass.DEEPEN), audience=GEARS)
    (line,) = [line for line in found.lines if line.part is Part.DEMAND]

    assert line.title == ""
    assert {f.name for f in line.fields} == {"answer"}
    assert "Т-5" not in repr(found)


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(0, 7), min_size=1), st.sets(st.integers(0, 7), min_size=1))
def test_comparing_the_other_way_turns_added_into_removed(left: set[int], right: set[int]) -> None:
    base = factories.elements()
    old = factories.outcome(tuple(base[n] for n in sorted(left)))
    new = factories.outcome(tuple(base[n] for n in sorted(right)))
    there, back = compare(old, new), compare(new, old)

    assert there.count(Change.ADDED) == back.count(Change.REMOVED)
    assert there.count(Change.CHANGED) == back.count(Change.CHANGED)
    assert {(f.name, f.before, f.after) for line in there.lines for f in line.fields} == {
        (f.name, f.after, f.before) for line in back.lines for f in line.fields
    }
