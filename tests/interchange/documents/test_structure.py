"""Choices in the curriculum, the tree as a workbook: what may be chosen is shown and never counted again."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
from tests.core.line import example

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.structure.choices import ElementChoice
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.structure.tree import Node, NodeKind
from remeslo.core.line.tables.curriculum import RowKind, curriculum_table
from remeslo.core.line.tables.laid import lay_out
from remeslo.interchange.documents.structure import structure_xlsx

PLAIN = example.outcome().programmes[0]


def offered(index: str, title: str) -> OutlineElement:
    return OutlineElement(
        index=index,
        title=title,
        kind=ElementKind.THEORY,
        cycle="П",
        module="ПМ.01",
        hours_min=8,
        hours_max=8,
        attestations=(AttestationMark(AttestationForm.CREDIT),),
    )


CHOICE = ElementChoice(
    index="МДК.01.01",
    title="По выбору",
    offered=(offered("МДК.01.01.А", "Точение валов"), offered("МДК.01.01.Б", "Точение втулок")),
    ways=(("МДК.01.01.А",), ("МДК.01.01.Б",)),
)


def table(choices: tuple[ElementChoice, ...]):
    laid = lay_out(replace(PLAIN, design=replace(PLAIN.design, choices=choices)))
    assert laid is not None
    return curriculum_table(laid)


def test_options_stand_below_their_element_and_change_no_sum() -> None:
    with_choice, without = table((CHOICE,)), table(())

    rows = with_choice.rows
    place = next(n for n, r in enumerate(rows) if r.index == "МДК.01.01")
    assert [(r.kind, r.index) for r in rows[place + 1 : place + 3]] == [
        (RowKind.OPTION, "МДК.01.01.А"),
        (RowKind.OPTION, "МДК.01.01.Б"),
    ]
    assert [r.forms[0].semester for r in rows[place + 1 : place + 3]] == [1, 1]
    assert tuple(r for r in rows if r.kind is not RowKind.OPTION) == without.rows
    assert (with_choice.total, with_choice.footer) == (without.total, without.footer)


def test_the_tree_is_written_node_by_node_and_the_same_each_time() -> None:
    rule = StructureRule(key="ОП.ДВ", below=("а", "б", "в"), take_min=1, take_max=2)
    option = Node(key="а", title="А", kind=NodeKind.OPTION, hours=8, least=8, most=8, mandatory=0)
    choice = Node(
        key="ОП.ДВ",
        title="=1+1",
        kind=NodeKind.CHOICE,
        hours=8,
        least=8,
        most=9,
        mandatory=3,
        children=(option,),
        rule=rule,
    )
    whole = Node(
        key="p", title="Программа", kind=NodeKind.PROGRAMME, hours=8, least=8, most=8, mandatory=3, children=(choice,)
    )

    data = structure_xlsx(whole, title="Программа", language="ru")

    assert data == structure_xlsx(whole, title="Программа", language="ru")
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [(r[0], r[3], r[4:10]) for r in rows] == [
        ("p", None, (8, 8, 8, 3, 5, 0)),
        ("ОП.ДВ", "1–2/3", (8, 8, 9, 3, 5, 0)),
        ("а", None, (None, 8, 8, None, None, None)),
    ]
    assert rows[1][1].strip() == "=1+1"
