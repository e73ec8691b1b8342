"""The constructor obeys rulings: each has its effect or is told, and every promise of a design holds under any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.builders import EDITION, METAL, card, need
from tests.core.competence.studio.ruled import GONE, at, rulings

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import DemandLine, GapClass, GapLine
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studio.place import OF_REQUESTS, read_place
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    LineRuling,
    Payer,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)
from remeslo.interchange.sentences import say

TURNING, CRANE, LATHE = f"{EDITION}:A/01.3", f"{METAL}:A/01.2", f"{METAL}:B/04.3"
PRACTICES = {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE}
CARDS = (
    card("a", "Точить валы и втулки на станке с ЧПУ", "Строповка грузов", need(3, "", "91.002/B/04.3", proficiency=3)),
    card("b", "стропить груз", "Работать в команде", need(3, "Ответственность", criticality=3)),
)


def ruled(said: Rulings | dict[str, Value], cards: Sequence[DemandCard] = CARDS, **changed: object) -> ProgrammeDesign:
    made = said if isinstance(said, Rulings) else at(said.items())
    frame = replace(changed.pop("outline", builders.outline()), rulings=made)
    return builders.design(cards, outline=frame, **changed)


def line(design: ProgrammeDesign, key: str) -> GapLine:
    return next(g for g in design.model.gap if g.line.key == key)


def lines_of(design: ProgrammeDesign, card: str, number: int) -> list[DemandLine]:
    return [g.line for g in design.model.gap if any((r.card, r.number) == (card, number) for r in g.line.requests)]


def told(design: ProgrammeDesign) -> list[tuple[str, str]]:
    return [(f.code.removeprefix("ruling."), f.where) for f in design.findings if f.code.startswith("ruling.")]


def holds(design: ProgrammeDesign, r: Ruling) -> bool:
    """True when what was ruled is to be seen in the design."""
    gap = {g.line.key: g for g in design.model.gap}
    there = lines_of(design, *r.place.request) if r.place.kind in OF_REQUESTS else []
    why = (
        [e.reason for x in there for e in x.evidence if (e.request.card, e.request.number) == r.place.request]
        if there
        else []
    )
    match r.value:
        case RequestRuling(decision=Decision.DROPPED):
            return not there
        case RequestRuling(decision=Decision.OWN):
            return bool(set(why) & {"match.ruled_own", "match.same_words", "match.placed"})
        case RequestRuling(functions=functions):
            return all(any(f in x.functions for x in there) for f in functions)
        case RejectedRuling(rejected=rejected):
            return "match.placed" in why or not any(x.function in rejected for x in there)
        case LineRuling(line=key):
            return set(why) == {"match.placed"} and len(there) == 1 and (key.startswith("own:") or there[0].key == key)
        case WordingRuling(text=text):
            return gap[r.place.key].line.text == text
        case AnswerRuling(answer=answer):
            return gap[r.place.key].answer is answer or gap[r.place.key].reason.startswith("gap.employer_pays")
        case PayerRuling():
            return r.place.key in gap
        case ProficiencyRuling(proficiency=level):
            return gap[r.place.key].line.proficiency == level
        case HoursRuling(hours=hours):
            return next(e for e in design.elements if e.index == r.place.key).hours_wanted == hours
        case TitleRuling(title=title):
            return next(c for c in design.model.competences if c.key == r.place.key).title == title


@settings(deadline=None, max_examples=10)
@given(builders.cards(most=3))
def test_without_rulings_nothing_changes(cards) -> None:
    assert builders.design(cards, outline=builders.outline(rulings=Rulings())) == builders.design(cards)


@settings(deadline=None, max_examples=40)
@given(st.data(), builders.cards(most=4))
def test_under_any_rulings_each_is_obeyed_or_told_and_a_design_keeps_its_promises(data: st.DataObject, cards) -> None:
    said = data.draw(rulings(cards, builders.design(cards)))

    design = ruled(said, cards)

    where = {f.where for f in design.findings if f.code.startswith("ruling.")}
    assert [r for r in said if str(r.place) not in where and not holds(design, r)] == []
    first = [k for e in design.elements for k in e.first]
    assert sorted(first) == sorted(o.key for o in design.model.outcomes)
    assert len({(o.kind, o.text, o.competence) for o in design.model.outcomes}) == len(design.model.outcomes)
    requests = [(r.card, r.number, g.line.key) for g in design.model.gap for r in g.line.requests]
    assert len(set(requests)) == len(requests)
    state = builders.state()
    closes = sum(e.hours_wanted for e in design.elements) == design.total_hours
    assert closes or "programme.hours_not_closed" in builders.codes(design.findings)
    assert sum(e.hours_wanted for e in design.elements if e.kind in PRACTICES) >= state.min_practice
    for e in design.elements:
        assert 0 < e.hours_min <= e.hours_wanted <= e.hours_max
        assert 0 <= e.mandatory_min <= e.hours_min
        assert e.kind not in PRACTICES or e.hours_wanted % 36 == 0
    assert not coverage(design).findings
    for f in design.findings:
        assert all("{" not in f"{say(f, tongue)}" for tongue in ("ru", "en"))


def test_a_request_is_accepted_for_other_functions_kept_in_own_words_or_dropped() -> None:
    before = ruled({})
    design = ruled(
        {
            "request:a/1": RequestRuling(decision=Decision.ACCEPTED, functions=(CRANE, LATHE)),
            "request:a/2": RequestRuling(decision=Decision.OWN, note="свои чалки"),
            "request:b/3": RequestRuling(decision=Decision.DROPPED, note="не знание"),
        }
    )

    assert [x.key for x in lines_of(before, "a", 1)] == [TURNING]
    assert sorted(x.key for x in lines_of(design, "a", 1)) == sorted([CRANE, LATHE])
    assert [(x.key, x.text, x.evidence[0].reason) for x in lines_of(design, "a", 2)] == [
        ("own:a/2", "Строповка грузов", "match.ruled_own")
    ]
    assert lines_of(design, "b", 3) == []
    assert told(design) == [("request_dropped", "request:b/3")]


def test_a_rejected_function_gives_way_to_the_next_or_to_the_own_wording() -> None:
    design = ruled({"rejected:a/1": RejectedRuling(rejected=(TURNING,))})

    assert TURNING not in {f for x in lines_of(design, "a", 1) for f in x.functions}
    assert lines_of(design, "a", 1)


def test_requests_put_together_are_one_line_with_all_their_functions_and_weight() -> None:
    before = ruled({})
    design = ruled({"line:a/1": LineRuling(line="line:оба"), "line:a/2": LineRuling(line="line:оба")})
    [both] = lines_of(design, "a", 1)

    assert both == lines_of(design, "a", 2)[0]
    assert set(both.functions) == {TURNING, CRANE}
    assert [x.key for x in lines_of(design, "b", 1)] == [CRANE]
    assert (both.people, both.weight) == (10, lines_of(before, "a", 1)[0].weight)
    assert {s.partition("#")[0] for o in design.model.outcomes for s in o.statements} >= {TURNING}


def test_a_request_put_into_a_line_that_is_there_takes_its_key_and_text() -> None:
    design = ruled({"line:b/3": LineRuling(line=CRANE)})

    assert [(x.key, x.function, x.also) for x in lines_of(design, "b", 3)] == [(CRANE, CRANE, ())]
    assert len(lines_of(design, "a", 2)[0].requests) == 3


def test_own_card_and_number_means_the_line_in_which_that_request_stands() -> None:
    design = ruled({"line:b/3": LineRuling(line="own:a/2"), "line:b/2": LineRuling(line="own:b/3")})

    assert [x.key for x in lines_of(design, "b", 3)] == [CRANE]
    assert [x.key for x in lines_of(design, "b", 2)] == ["own:b/3"]


@pytest.mark.parametrize("moved", ["a/1", "a/2", "b/1", "b/3"])
def test_merging_and_splitting_again_gives_the_same_design(moved: str) -> None:
    merged = at({f"line:{moved}": LineRuling(line=LATHE)}.items())
    split = merged.put(read_place(f"line:{moved}"), None)

    assert ruled(merged) != ruled({})
    assert ruled(split) == ruled({})


def test_a_split_line_has_two_lines_of_one_function_and_no_outcome_twice() -> None:
    design = ruled({"line:b/1": LineRuling(line="line:врозь")})

    assert [x.function for x in (*lines_of(design, "a", 2), *lines_of(design, "b", 1))] == [CRANE, CRANE]
    texts = [(o.kind, o.text) for o in design.model.outcomes]
    assert len(set(texts)) == len(texts)


def test_wording_and_proficiency_of_a_line_reach_its_competence_and_its_answer() -> None:
    said = {
        f"wording:{CRANE}": WordingRuling(text="Стропить и перемещать грузы"),
        f"proficiency:{TURNING}": ProficiencyRuling(proficiency=3),
    }
    before, design = ruled({}), ruled(said)

    assert (line(before, TURNING).answer, line(before, TURNING).line.proficiency) == (GapClass.COVERED, 2)
    assert (line(design, TURNING).answer, line(design, TURNING).reason) == (
        GapClass.DEEPEN,
        "gap.same_function_mastery",
    )
    assert "Стропить и перемещать грузы" in [c.title for c in design.model.competences]


def weight_of(design: ProgrammeDesign, module: str) -> object:
    return sum(e.weight for e in design.elements if e.module == module)


def test_proficiency_weighs_in_the_hours_as_it_was_ruled_against_what_was_asked() -> None:
    before, design = ruled({}), ruled({f"proficiency:{CRANE}": ProficiencyRuling(proficiency=1)})
    crane = line(before, CRANE).line.weight

    assert weight_of(before, "ПМ.03") - weight_of(design, "ПМ.03") == crane / 2


def test_answers_are_as_the_group_says_and_tell_what_reckoning_would_say() -> None:
    said = {
        f"answer:{CRANE}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 2.1", note="в термичке"),
        f"answer:{TURNING}": AnswerRuling(answer=GapClass.NEW),
        f"answer:{LATHE}": AnswerRuling(answer=GapClass.REJECTED),
    }
    design = ruled(said)

    shown = {
        g.line.key: (g.answer, g.competence, g.reason, g.facts["would"])
        for g in design.model.gap
        if g.reason == "gap.ruled"
    }
    assert shown == {
        CRANE: (GapClass.DEEPEN, "ПК 2.1", "gap.ruled", "new"),
        TURNING: (GapClass.NEW, "ПК 3.2", "gap.ruled", "covered"),
        LATHE: (GapClass.REJECTED, None, "gap.ruled", "new"),
    }


@pytest.mark.parametrize(
    ("answer", "payer", "expected"),
    [
        (GapClass.NEW, Payer.EMPLOYER, (GapClass.REJECTED, "gap.employer_pays", None)),
        (GapClass.DEEPEN, Payer.EMPLOYER, (GapClass.COVERED, "gap.employer_pays_more", None)),
        (GapClass.COVERED, Payer.EMPLOYER, (GapClass.COVERED, "gap.ruled", "employer_pays_covered")),
        (GapClass.NEW, Payer.CORE, (GapClass.NEW, "gap.ruled", "core_cannot_pay")),
        (GapClass.DEEPEN, Payer.CORE, (GapClass.DEEPEN, "gap.ruled", None)),
        (GapClass.NEW, Payer.VARIABLE, (GapClass.NEW, "gap.ruled", None)),
        (GapClass.REJECTED, Payer.VARIABLE, (GapClass.REJECTED, "gap.ruled", "payer_of_rejected")),
    ],
    ids=lambda v: v.value if isinstance(v, GapClass | Payer) else "",
)
def test_who_pays_decides_what_stays_in_the_programme(answer: GapClass, payer: Payer, expected: tuple) -> None:
    competence = "ПК 2.1" if answer in (GapClass.COVERED, GapClass.DEEPEN) else None
    said = {
        f"answer:{CRANE}": AnswerRuling(answer=answer, competence=competence),
        f"payer:{CRANE}": PayerRuling(payer=payer),
    }
    design = ruled(said)
    stands = line(design, CRANE)

    assert (stands.answer, stands.reason) == expected[:2]
    assert told(design) == ([] if expected[2] is None else [(expected[2], f"payer:{CRANE}")])


def test_what_the_core_pays_for_takes_no_variative_hours_and_the_variative_part_pays_in_full() -> None:
    deepened = {f"answer:{CRANE}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 2.1")}
    covered = {f"answer:{CRANE}": AnswerRuling(answer=GapClass.COVERED, competence="ПК 2.1")}
    pays = {p: {f"payer:{CRANE}": PayerRuling(payer=p)} for p in (Payer.CORE, Payer.VARIABLE)}
    crane = line(ruled({}), CRANE).line.weight

    assert weight_of(ruled(deepened), "ПМ.02") == crane
    assert weight_of(ruled(deepened | pays[Payer.CORE]), "ПМ.02") == 0
    assert weight_of(ruled(covered), "ПМ.02") == crane / 4
    assert weight_of(ruled(covered | pays[Payer.VARIABLE]), "ПМ.02") == crane


@pytest.mark.parametrize(
    ("index", "hours", "taken", "code"),
    [
        ("УП.01", 180, 180, None),
        ("УП.01", 100, 108, "hours_not_whole_weeks"),
        ("УП.01", 90, 108, "hours_not_whole_weeks"),
        ("УП.01", 1, 36, "hours_below_least"),
        ("ОП.01", 47, 48, "hours_below_least"),
        ("ОП.01", 61, 61, None),
        ("ПМ.01.Э", 12, 12, None),
        ("МДК.03.01", 200, 200, None),
        ("ГИА", 72, 72, None),
        ("МДК.99.01", 72, None, "element_gone"),
    ],
)
def test_hours_are_as_ruled_or_at_the_nearest_lawful_value_and_told(
    index: str, hours: int, taken: int | None, code: str | None
) -> None:
    design = ruled({f"hours:{index}": HoursRuling(hours=hours)})

    assert [(e.hours_min, e.hours_wanted, e.hours_max) for e in design.elements if e.index == index] == (
        [] if taken is None else [(taken,) * 3]
    )
    assert told(design) == ([] if code is None else [(code, f"hours:{index}")])
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours


def test_hours_outside_the_range_that_the_college_fixed_are_taken_to_its_end() -> None:
    fixed = OutlineElement(
        index="ОП.01", title="Чтение чертежей", kind=ElementKind.THEORY, cycle="ОП", hours_min=50, hours_max=60
    )
    design = ruled({"hours:ОП.01": HoursRuling(hours=75)}, outline=builders.outline(elements=(fixed,)))

    assert next(e.hours_wanted for e in design.elements if e.index == "ОП.01") == 60
    assert [(f.code, f.facts["most"]) for f in design.findings if f.code.startswith("ruling.")] == [
        ("ruling.hours_above_most", 60)
    ]


def test_hours_that_would_break_a_minimum_of_the_standard_are_raised_and_told() -> None:
    practice = ("УП.01", "ПП.01", "УП.02", "ПП.02")
    design = ruled({f"hours:{index}": HoursRuling(hours=36) for index in practice}, ())
    hours = {e.index: e.hours_wanted for e in design.elements if e.index in practice}

    assert sum(hours.values()) == builders.state().min_practice
    assert hours == {"УП.01": 252, "ПП.01": 36, "УП.02": 36, "ПП.02": 36}
    assert ("hours_below_minimum", "hours:УП.01") in told(design)
    assert "programme.below_minimum" not in builders.codes(design.findings)


def test_hours_of_practice_that_no_whole_week_fits_stay_in_the_range_that_the_college_gave() -> None:
    given = OutlineElement(
        index="УП.01",
        title="Практика",
        kind=ElementKind.TRAINING_PRACTICE,
        cycle="П",
        module="ПМ.01",
        hours_min=40,
        hours_max=60,
    )
    design = ruled({"hours:УП.01": HoursRuling(hours=500)}, outline=builders.outline(elements=(given,)))

    assert next(e.hours_wanted for e in design.elements if e.index == "УП.01") == 60


def test_hours_that_exceed_the_longest_term_together_are_cut_from_the_end_and_told() -> None:
    design = ruled({"hours:МДК.01.01": HoursRuling(hours=500), "hours:МДК.02.01": HoursRuling(hours=4000)})

    assert next(e.hours_wanted for e in design.elements if e.index == "МДК.01.01") == 500
    assert told(design) == [("hours_over_total", "hours:МДК.02.01")]
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours == 1476


def test_a_title_goes_to_a_competence_of_the_block_and_not_to_the_states_or_to_anothers() -> None:
    first = line(ruled({}), CRANE).competence
    named = {f"title:{first}": TitleRuling(title="Стропальное дело", line=CRANE)}

    assert "Стропальное дело" in [c.title for c in ruled(named).model.competences]
    moved = ruled({**named, f"answer:{CRANE}": AnswerRuling(answer=GapClass.REJECTED)})
    assert told(moved) == [("title_of_another", f"title:{first}")]
    assert "Стропальное дело" not in [c.title for c in moved.model.competences]
    assert told(ruled({"title:ПК 1.1": TitleRuling(title="Иначе")})) == [("title_of_state", "title:ПК 1.1")]


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("request:нет/1", RequestRuling(decision=Decision.OWN), "request_gone"),
        ("request:a/9", RequestRuling(decision=Decision.OWN), "request_gone"),
        ("request:a/3", RequestRuling(decision=Decision.OWN), "own_without_text"),
        ("request:a/1", RequestRuling(decision=Decision.ACCEPTED, functions=(GONE[1],)), "function_gone"),
        ("request:a/1", RequestRuling(decision=Decision.ACCEPTED, functions=(GONE[0],)), "function_gone"),
        ("rejected:a/3", RejectedRuling(rejected=(LATHE,)), "nothing_left"),
        ("line:a/1", LineRuling(line="own:нет/1"), "line_gone"),
        ("line:a/1", LineRuling(line=GONE[1]), "function_gone"),
        ("wording:own:нет/1", WordingRuling(text="Точить"), "line_gone"),
        (f"answer:{CRANE}", AnswerRuling(answer=GapClass.COVERED, competence="ПК 9.9"), "competence_gone"),
        ("title:ПК 9.9", TitleRuling(title="Точить"), "competence_gone"),
    ],
    ids=lambda v: v if isinstance(v, str) and v.isascii() and ":" not in v else "",
)
def test_a_ruling_on_what_is_gone_is_told_and_changes_nothing(place: str, value: Value, code: str) -> None:
    before, design = ruled({}), ruled({place: value})

    assert told(design) == [(code, place)]
    assert replace(design, findings=()) == replace(before, findings=())


def test_a_request_of_which_nothing_can_be_read_stands_in_no_line_and_the_ruling_says_so() -> None:
    lost = [card("a", need(1, "", "чепуха"))]

    assert told(ruled({"line:a/1": LineRuling(line="line:x")}, lost)) == [("dropped_has_no_line", "line:a/1")]


def test_a_function_of_another_edition_than_the_programme_draws_on_is_not_taken() -> None:
    old = replace(builders.standards()[1], order_number="0н", approved=builders.date(2020, 1, 1))
    accepted = RequestRuling(decision=Decision.ACCEPTED, functions=(f"{old.edition}:A/01.2",))
    design = ruled({"request:a/1": accepted}, standards=(*builders.standards(), old))

    assert told(design) == [("function_other_edition", "request:a/1")]
    assert [x.key for x in lines_of(design, "a", 1)] == [TURNING]


def test_a_level_above_the_programme_stays_rejected_whatever_is_ruled() -> None:
    norms = builders.Norms({**builders.NORMS.values, "qual_level_max.worker": "2"})
    design = ruled({f"answer:{LATHE}": AnswerRuling(answer=GapClass.NEW)}, pack=norms)

    assert line(design, LATHE).reason == "gap.level_above_programme"
    assert told(design) == [("level_above_programme", f"answer:{LATHE}")]


def test_new_lines_that_the_group_ruled_go_before_heavier_ones() -> None:
    many = [
        card("a", *(need(n, "", f"91.002/{f}", criticality=3) for n, f in enumerate(("A", "B", "C"), start=1))),
        CARDS[1],
    ]
    wide = ruled({}, many)
    rejected = [g.line.key for g in wide.model.gap if g.reason == "gap.no_hours"]
    own = "own:b/3"

    design = ruled({f"answer:{own}": AnswerRuling(answer=GapClass.NEW)}, many)

    assert line(design, own).answer is GapClass.NEW
    assert len([g for g in design.model.gap if g.reason == "gap.no_hours"]) == len(rejected)
