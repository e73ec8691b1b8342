"""The constructor obeys rulings: each has its effect or is told, and every promise of a design holds under any."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.studio.obeyed import (
    PRACTICES,
    lines_of,
    ruled,
)
from tests.core.competence.studio.ruled import rulings

from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.studio.place import OF_REQUESTS
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    LineRuling,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    WordingRuling,
)
from remeslo.interchange.sentences import say


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
