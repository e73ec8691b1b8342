"""Small designs for tests of short courses, drawn or made by hand: elements in order, outcomes of two competences."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey, ProgrammeKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.design import DesignElement, HourShare, ProgrammeDesign
from remeslo.core.competence.model import Competence, GraduateModel, Origin, Outcome
from remeslo.core.competence.statestandard import EntryBase, OutcomeKind, ProgrammeKind

COMPETENCES = (CompetenceKey("1.1"), CompetenceKey("2.1"))
TAUGHT = (ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.TRAINING_PRACTICE)


def element(
    index: str,
    hours: int,
    *,
    first: Sequence[str] = (),
    uses: Sequence[str] = (),
    after: Sequence[str] = (),
    kind: ElementKind = ElementKind.THEORY,
    module: str | None = None,
    weights: Sequence[int] = (),
) -> DesignElement:
    """An element whose hours divide by the weights (all alike where there are none)."""
    taught = [OutcomeKey(o) for o in (*first, *uses)]
    return DesignElement(
        index=ElementKey(index),
        title=f"element {index}",
        kind=kind,
        cycle="P",
        module=module,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        mandatory_min=0,
        weight=Fraction(1),
        first=tuple(OutcomeKey(o) for o in first),
        uses=tuple(OutcomeKey(o) for o in uses),
        shares=tuple(HourShare(o, Fraction(w)) for o, w in zip(taught, weights or [1] * len(taught), strict=True)),
        after=tuple(ElementKey(a) for a in after),
    )


def design(elements: Sequence[DesignElement], competence_of: dict[str, CompetenceKey] | None = None) -> ProgrammeDesign:
    """A programme of these elements; outcomes are of the first competence unless said otherwise."""
    of = competence_of or {}
    outcomes = dict.fromkeys(o for e in elements for o in (*e.first, *e.uses))
    return ProgrammeDesign(
        key=ProgrammeKey("p"),
        title="programme",
        state_standard="s",
        kind=ProgrammeKind.WORKER,
        base=EntryBase.BASIC_GENERAL,
        qualification="q",
        norms="n",
        model=GraduateModel(
            programme=ProgrammeKey("p"),
            competences=tuple(
                Competence(key=c, title=f"competence {c}", origin=Origin.STATE, module=None) for c in COMPETENCES
            ),
            outcomes=tuple(
                Outcome(
                    key=o,
                    kind=OutcomeKind.KNOWLEDGE,
                    text=f"outcome {o}",
                    competence=of.get(o, COMPETENCES[0]),
                    origin=Origin.STATE,
                )
                for o in outcomes
            ),
            gap=(),
        ),
        elements=tuple(elements),
        total_hours=None,
    )


@st.composite
def designs(draw: st.DrawFn) -> ProgrammeDesign:
    """Up to five elements that use what earlier ones teach and come after earlier ones; some teach nothing first."""
    made: list[DesignElement] = []
    taught: list[str] = []
    for n in range(draw(st.integers(1, 5))):
        first = [f"o{n}.{k}" for k in range(draw(st.integers(0, 3)))]
        uses = draw(st.lists(st.sampled_from(taught), unique=True, max_size=3)) if taught else []
        earlier = [e.index for e in made]
        after = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
        weights = draw(st.lists(st.integers(1, 5), min_size=len(first) + len(uses), max_size=len(first) + len(uses)))
        made.append(
            element(
                f"e{n}",
                draw(st.integers(1, 12)),
                first=first,
                uses=uses,
                after=after,
                kind=draw(st.sampled_from(TAUGHT)),
                module=draw(st.sampled_from((None, "m1", "m2"))),
                weights=weights,
            )
        )
        taught += first
    of = {o: draw(st.sampled_from(COMPETENCES)) for o in taught}
    return design(made, of)


@st.composite
def choices(draw: st.DrawFn, programme: ProgrammeDesign) -> CourseChoice:
    """Anything of a programme, now and then nothing."""
    outcomes = [o.key for o in programme.model.outcomes]
    some = st.lists(st.sampled_from(outcomes), unique=True, max_size=3) if outcomes else st.just([])
    elements = st.lists(st.sampled_from([e.index for e in programme.elements]), unique=True, max_size=1)
    return CourseChoice(
        outcomes=tuple(draw(some)),
        competences=tuple(draw(st.lists(st.sampled_from(COMPETENCES), unique=True, max_size=1))),
        elements=tuple(draw(elements)),
        with_repeats=draw(st.booleans()),
        taken_in=tuple(draw(some)),
    )
