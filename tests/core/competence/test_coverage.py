"""Coverage matrices say what is there, and name what stands empty."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.core.competence import builders
from tests.core.competence.builders import card, need

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.coverage import Mark, coverage


@settings(max_examples=30)
@given(builders.cards())
def test_cells_hold_exactly_what_the_elements_teach(cards) -> None:
    design = builders.design(cards)
    found = coverage(design)
    by_key = {o.key: o for o in design.model.outcomes}

    for e in design.elements:
        for c in design.model.competences:
            first = {k for k in e.first if c.key in (by_key[k].competence, *by_key[k].also)}
            uses = {k for k in e.uses if c.key in (by_key[k].competence, *by_key[k].also)}
            cell = found.cell(c.key, e.index)
            if cell is None:
                assert not first | uses
                assert c.key not in e.competences
            else:
                assert (set(cell.first), set(cell.uses)) == (first, uses)
                assert cell.mark == (Mark.FIRST if first else Mark.USES if uses else Mark.NAMED)


def test_a_line_leads_to_its_competence_and_elements() -> None:
    design = builders.design([card("a", need(1, "", "91.002/B/04.3"), need(2, "Читать чертёж вала", "91.001/A/01.3"))])
    turning, casting = coverage(design).lines

    assert (casting.competence, casting.elements) == ("ПК 3.1", ("МДК.03.01", "УП.03"))
    assert turning.outcomes == ("У 1.1.01",)
    assert turning.competence == "ПК 1.1"


def test_an_empty_row_and_an_empty_column_are_named() -> None:
    design = builders.design()
    stripped = tuple(
        replace(
            e,
            competences=tuple(c for c in e.competences if c != "ПК 2.1"),
            first=tuple(k for k in e.first if " 2.1." not in k),
            uses=tuple(k for k in e.uses if " 2.1." not in k),
        )
        for e in design.elements
    )
    idle = replace(design.elements[0], index="X", competences=(), first=(), uses=())
    school = replace(idle, index="ООД.01", kind=ElementKind.SCHOOL)

    found = coverage(replace(design, elements=(*stripped, idle, school)))

    assert found.empty_competences == ("ПК 2.1",)
    assert "X" in found.empty_elements
    assert "ООД.01" not in found.empty_elements
    assert ("competence.empty_row", "ПК 2.1") in {(f.code, f.where) for f in found.findings}
    assert ("programme.empty_column", "X") in {(f.code, f.where) for f in found.findings}


def test_a_competence_that_only_the_final_attestation_judges_is_an_empty_row() -> None:
    design = builders.design()
    elements = tuple(
        e if e.kind is ElementKind.FINAL_ATTESTATION else replace(e, competences=(), first=(), uses=())
        for e in design.elements
    )

    assert set(coverage(replace(design, elements=elements)).empty_competences) == {
        c.key for c in design.model.competences
    }
