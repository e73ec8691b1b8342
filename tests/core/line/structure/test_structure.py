"""Programmes and study plans as graphs: what is given stays, what is read off closes no circle."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.plx.plans import small_plan

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import GraduateModel
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.competence.studyplan import Load, LoadKind, PlanCompetence, PlanHead, PlanRow, RowKind, StudyPlan
from remeslo.core.curriculum.analytics import Basis, RequisiteKind, check
from remeslo.core.curriculum.analytics.paths import on_circles
from remeslo.core.line.structure import EVERY_BASIS, of_design, of_outline, of_study_plan


def element(index: str, title: str = "", kind: ElementKind = ElementKind.THEORY, **more) -> DesignElement:
    return DesignElement(
        index=index,
        title=title or index,
        kind=kind,
        cycle="П",
        module=more.pop("module", None),
        hours_min=36,
        hours_wanted=36,
        hours_max=36,
        mandatory_min=0,
        weight=Fraction(0),
        **more,
    )


def design(*elements: DesignElement) -> ProgrammeDesign:
    return ProgrammeDesign(
        key="p",
        title="Programme",
        state_standard="1",
        kind=ProgrammeKind.WORKER,
        base=EntryBase.BASIC_GENERAL,
        qualification="",
        norms="n",
        model=GraduateModel(programme="p", competences=(), outcomes=(), gap=()),
        elements=elements,
        total_hours=None,
    )


def arcs(structure) -> set[tuple[str, str, str, str]]:
    return {(a.before, a.after, a.need.kind.value, a.need.basis.value) for a in structure.graph.arcs}


NAMES = [f"e{n}" for n in range(5)]
ELEMENTS = st.lists(
    st.builds(
        dict,
        first=st.lists(st.sampled_from("abcd"), max_size=2).map(tuple),
        uses=st.lists(st.sampled_from("abcd"), max_size=3).map(tuple),
        semester_hours=st.lists(st.integers(1, 4), unique=True, max_size=2).map(
            lambda terms: tuple((t, 18) for t in sorted(terms))
        ),
        competences=st.lists(st.sampled_from(("ПК 1", "ПК 2", "ОК 01")), unique=True, max_size=2).map(tuple),
        title=st.sampled_from(("Физика 1", "Физика 2", "Физика II", "Сварка")),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100)
@given(ELEMENTS)
def test_what_is_read_off_never_closes_a_circle(parts):
    made = of_design(design(*(element(n, **p) for n, p in zip(NAMES, parts, strict=False))))

    assert not on_circles(made.graph.after)
    assert not any(f.hard for f in check(made.graph))


@settings(max_examples=60)
@given(ELEMENTS, st.frozensets(st.sampled_from(sorted(EVERY_BASIS))))
def test_only_the_bases_asked_for_are_read_off(parts, bases):
    made = of_design(design(*(element(n, **p) for n, p in zip(NAMES, parts, strict=False))), bases)

    assert {a.need.basis for a in made.graph.arcs} <= bases


def test_a_module_its_outcomes_and_what_is_given_join_elements():
    exam = AttestationMark(AttestationForm.MODULE_EXAM)
    made = of_design(
        design(
            element("ОП.01", first=("З 1",)),
            element("МДК.01.01", module="ПМ.01", uses=("З 1",), after=("ОП.01",)),
            element("УП.01", kind=ElementKind.TRAINING_PRACTICE, module="ПМ.01", uses=("З 1",)),
            element("ПП.01", kind=ElementKind.WORK_PRACTICE, module="ПМ.01"),
            element("ПМ.01.Э", kind=ElementKind.ATTESTATION, module="ПМ.01", attestations=(exam,)),
            element("ГИА", kind=ElementKind.FINAL_ATTESTATION),
        )
    )

    assert arcs(made) == {
        ("ОП.01", "МДК.01.01", "pre", "given"),
        ("ОП.01", "УП.01", "co", "outcome"),
        ("МДК.01.01", "УП.01", "co", "module"),
        ("УП.01", "ПП.01", "pre", "module"),
        ("МДК.01.01", "ПМ.01.Э", "pre", "module"),
        ("УП.01", "ПМ.01.Э", "pre", "module"),
        ("ПП.01", "ПМ.01.Э", "pre", "module"),
    }
    assert made.graph.size == Decimal(6 * 36)


def test_two_that_use_each_others_outcomes_are_joined_once_and_it_is_told():
    made = of_design(design(element("a", first=("o1",), uses=("o2",)), element("b", first=("o2",), uses=("o1",))))

    assert len(made.graph.arcs) == 1
    assert [f.code for f in made.findings] == ["analytics.left_out"]


def test_an_outline_tells_what_follows_elements_still_to_be_made():
    outline = ProgrammeOutline(
        key="p",
        title="P",
        state_standard="1",
        base=EntryBase.BASIC_GENERAL,
        qualification="",
        norms="n",
        elements=(
            OutlineElement(
                index="a", title="A", kind=ElementKind.THEORY, cycle="ОП", hours_min=36, hours_max=72, after=("made",)
            ),
        ),
    )
    made = of_outline(outline)

    assert made.graph.arcs == () and [f.code for f in made.findings] == ["analytics.made_later"]
    assert check(made.graph) == ()


def row(index: str, title: str, semester: int, *competences: str) -> PlanRow:
    load = Load(semester=semester, kind=LoadKind.LECTURE, amount=Decimal(36))
    return PlanRow(
        key=index,
        index=index,
        title=title,
        kind=RowKind.DISCIPLINE,
        hours=Decimal(36),
        loads=(load,),
        competences=competences,
    )


def test_a_study_plan_goes_on_by_number_and_by_competence_but_not_by_a_common_one():
    codes = ("ПК-1", "ПК-2", "УК-1")
    plan = StudyPlan(
        head=PlanHead(code="01", title="Дело"),
        rows=(
            row("1", "Сварка", 1, "ПК-1", "УК-1"),
            row("2", "Сварка труб", 2, "ПК-1", "ПК-2"),
            row("3", "Сварка швов", 3, "ПК-1", "УК-1"),
            row("4", "Физика 1", 1, "УК-1"),
            row("5", "Физика (часть 2)", 2, "УК-1"),
            row("6", "Taxi", 2),
            row("7", "Tax ii", 3),
        ),
        competences=tuple(PlanCompetence(key=c, code=c, title=c) for c in codes),
    )
    made = of_study_plan(plan, "f")

    assert arcs(made) == {
        ("1", "2", "pre", "competence"),
        ("2", "3", "pre", "competence"),
        ("4", "5", "pre", "series"),
    }
    assert {u.key: u.first_term for u in made.graph.units} == {"1": 1, "2": 2, "3": 3, "4": 1, "5": 2, "6": 2, "7": 3}


def test_a_real_shaped_plan_has_every_row_that_counts():
    plan = small_plan()
    made = of_study_plan(plan, "f")

    assert made.graph.size_unit == "hours" and made.graph.units
    assert {Basis.GIVEN} & {a.need.basis for a in made.graph.arcs} == set()


def test_an_exam_closes_the_semester_in_which_its_module_ends():
    exam = AttestationMark(AttestationForm.MODULE_EXAM)
    parts = (
        element("МДК.01.01", module="ПМ.01", semester_hours=((1, 36),)),
        element(
            "ПМ.01.Э", kind=ElementKind.ATTESTATION, module="ПМ.01", attestations=(exam,), semester_hours=((1, 6),)
        ),
    )

    assert check(of_design(design(*parts)).graph) == ()
    late = replace(parts[0], semester_hours=((2, 36),))
    (found,) = check(of_design(design(late, parts[1])).graph)
    assert (found.code, found.facts["kind"], found.hard) == ("analytics.read_off_late", RequisiteKind.PRE, False)
