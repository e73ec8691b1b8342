"""The reader: statements that are empty, marked up, repeated or broken into lines."""

from __future__ import annotations

import pytest
from tests.interchange.profstandart.samples import changed, codes, only, reading, told


@pytest.mark.parametrize("nothing", ["", "-", "–", " — ", "\n", "\u00a0", "&#x200B;", "..."])
def test_empty_statement_is_left_out_with_a_note(sample: str, nothing: str) -> None:
    text = changed(sample, "Вести журнал осмотра", nothing)
    result = reading(text)

    assert result.standards[0].functions[0].skills == ("Находить неисправный узел", "Читать паспорт станка")
    assert result.found == result.counted
    assert [(f.code, f.facts["items"]) for f in told(text)] == [("standards.empty_statements", ("RequiredSkill",))]


@pytest.mark.parametrize(
    "markup", ["&lt;br /&gt;", "&lt;br", "&lt;BR&gt;", "<br/>", '&lt;p class="x"&gt;', "&amp;nbsp;"]
)
def test_markup_is_taken_out_and_told_and_no_word_is_lost(sample: str, markup: str) -> None:
    text = changed(sample, "Исправные станки на занятиях", f"Исправные{markup}\nстанки на занятиях")

    assert only(text).purpose == "Исправные станки на занятиях"
    assert [(f.code, f.facts["items"]) for f in told(text)] == [
        ("standards.markup_removed", ("PurposeKindProfessionalActivity",))
    ]


@pytest.mark.parametrize(
    "text", ["Зазор a &lt;b и c&gt; d", "Давление p &lt; 5 и t &gt; 3", "Знак &amp; и &lt;ЧПУ&gt;"]
)
def test_signs_that_only_look_like_markup_stay(sample: str, text: str) -> None:
    kept = only(changed(sample, "Устройство станка", text)).functions[0].knowledge[0]

    assert kept == text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_line_breaks_are_squeezed_and_those_inside_statements_told(sample: str) -> None:
    text = changed(sample, "Порядок осмотра", " Порядок\r\nосмотра\tи\u00a0записи ")

    assert only(text).functions[0].knowledge[1] == "Порядок осмотра и записи"
    assert codes(text) == ["standards.several_lines"]
    assert codes(changed(sample, "Исправные станки", "Исправные\n станки")) == []


def test_repeated_statements_are_kept_and_noted(sample: str) -> None:
    text = changed(sample, "Вести журнал осмотра", "Читать паспорт станка")

    assert len(only(text).functions[0].skills) == 3
    assert codes(text) == ["standards.repeated_statements"]


def test_empty_list_and_bare_function_are_told_apart(sample: str) -> None:
    no_knowledge = changed(sample, "<NecessaryKnowledge>Правила пуска</NecessaryKnowledge>", "")
    bare = no_knowledge.replace("<RequiredSkill>Пускать и останавливать станок</RequiredSkill>", "").replace(
        "<LaborAction>Пуск на холостом ходу</LaborAction>", ""
    )

    assert [(f.code, f.facts["kind"], f.facts["items"]) for f in told(no_knowledge)] == [
        ("standards.list_empty", "knowledge", ("A/02.3",))
    ]
    assert [(f.code, f.facts["function"]) for f in told(bare)] == [("standards.function_without_statements", "A/02.3")]


def test_function_without_a_word_is_left_out_with_a_note(sample: str) -> None:
    text = changed(
        sample,
        "</ParticularWorkFunctions>",
        "<ParticularWorkFunction><CodeTF/></ParticularWorkFunction></ParticularWorkFunctions>",
    )
    result = reading(text)

    assert result.counted == result.found == reading(sample).found
    assert codes(text) == ["standards.empty_functions"]


def test_missing_lists_are_no_fault(sample: str) -> None:
    start, end = sample.index("<EmploymentGroup>"), sample.index("</EmploymentGroup>")
    text = sample[:start] + "<EmploymentGroup>" + sample[end:]

    assert only(text).classifiers == ()
    assert codes(text) == []


def test_codes_under_the_wrong_classifier_are_kept_and_noted(sample: str) -> None:
    text = changed(sample, "<CodeOKZ>7223.", "<CodeOKZ>230100")

    assert only(text).classifiers[0].code == "230100"
    assert [(f.code, f.facts["items"]) for f in told(text)] == [("standards.classifier_code_form", ("OKZ 230100",))]


# --- nothing is dropped silently --------------------------------------------------------------------------------
