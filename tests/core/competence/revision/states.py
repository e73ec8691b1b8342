"""A programme on a state standard, and later editions of the standard."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.revision.programmes import CARDS

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.revision import Decision, Resolution, ReviewList
from remeslo.core.competence.statestandard import Activity, StateCompetence, StateStandard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import AnswerRuling, HoursRuling
from remeslo.interchange.values import to_json

OLD = builders.state()


def element(index: str, title: str, *, hours: int, **changed: Any) -> OutlineElement:
    """A course that the college fixed; of the cycle that its index begins with."""
    given: dict[str, Any] = {"kind": ElementKind.THEORY, "cycle": index.partition(".")[0], "hours_min": hours}
    return OutlineElement(index=index, title=title, **{**given, "hours_max": hours, **changed})


LINE = f"{builders.standards()[0].edition}:A/01.3"
RULED = Rulings.of(
    {
        Place(PlaceKind.ANSWER, LINE): AnswerRuling(answer=GapClass.COVERED, competence="ПК 1.2"),
        Place(PlaceKind.HOURS, "ОП.01"): HoursRuling(hours=60),
        Place(PlaceKind.HOURS, "УП.02"): HoursRuling(hours=72),
    }
)
OUTLINE = builders.outline(
    elements=(
        element("ОП.09", "Чтение чертежей", hours=48, competences=("ПК 1.1", "ОК 01")),
        element("МДК.01.01", "Технология", hours=80, module="ПМ.01", competences=("ПК 1.1", "ПК 1.2")),
        element("СГ.01", "Спорт", hours=40, competences=("ОК 04", "ПК 9.9")),
    ),
    rulings=RULED,
)


@cache
def designed(outline: ProgrammeOutline = OUTLINE, state: StateStandard = OLD) -> ProgrammeDesign:
    return builders.design(CARDS, outline=outline, state=state)


def reissued(**changed: Any) -> StateStandard:
    """The same standard under a newer order."""
    return replace(OLD, order_number="900", **changed)


@st.composite
def next_editions(draw: st.DrawFn) -> StateStandard:
    """Later editions that keep, reword, renumber, drop and add competences, disciplines and figures."""
    activities = [_activity(draw, a) for a in OLD.activities if draw(st.integers(0, 5))]
    if draw(st.booleans()):
        activities = [replace(a, number=n) for n, a in enumerate(reversed(activities), start=1)]
    hours = st.sampled_from([0, 20, 40, 90])
    disciplines = [
        replace(d, hours_min=d.hours_min + draw(hours), index=draw(st.sampled_from([d.index, f"{d.cycle}.07"])))
        for d in OLD.disciplines
        if draw(st.integers(0, 4))
    ]
    return reissued(
        activities=tuple(activities),
        general=tuple(c for c in OLD.general if draw(st.integers(0, 4))),
        disciplines=tuple(disciplines),
        min_practice=OLD.min_practice + draw(st.sampled_from([0, 36, 360])),
        terms=tuple(t for t in OLD.terms if draw(st.integers(0, 4))),
    )


def _activity(draw: st.DrawFn, activity: Activity) -> Activity:
    kept = [_competence(draw, c) for c in activity.competences if draw(st.integers(0, 4))]
    return replace(activity, competences=tuple(kept))


def _competence(draw: st.DrawFn, competence: StateCompetence) -> StateCompetence:
    word = draw(st.sampled_from(["", "", " точно", " на учебном участке с мастером"]))
    outcomes = tuple(o for o in competence.outcomes if draw(st.integers(0, 3)))
    code = draw(st.sampled_from([competence.code, competence.code, f"ПК 7.{competence.code[-1]}{competence.code[3]}"]))
    return replace(competence, code=code, title=competence.title + word, outcomes=outcomes)


def walked(design: ProgrammeDesign, outline: ProgrammeOutline, codes: set[str]) -> set[tuple[str, str, str]]:
    """(what, holder, code) of every competence code of the standard, wherever a document names it."""
    model: Any = to_json(design.model)
    frame: Any = to_json(outline)
    found = {("competence", c["key"], c["key"]) for c in model["competences"] if c["key"] in codes}
    found |= {("answer", g["line"]["key"], g["competence"]) for g in model["gap"] if g.get("competence") in codes}
    found |= {("element", e["index"], c) for e in frame["elements"] for c in e.get("competences", ()) if c in codes}
    for ruling in frame["rulings"]["entries"]:
        place, code = ruling["place"], ruling["value"].get("competence")
        if code in codes:
            found.add(("ruling", f"{place['kind']}:{place['key']}", code))
    return found


def all_carried(review: ReviewList) -> list[Resolution]:
    """Every link carried where something stands in its place, dropped where nothing does."""
    return [
        Resolution(link=i.link.key, decision=Decision.CARRY if i.new or i.link.statement is None else Decision.DROP)
        for i in review.items
    ]
