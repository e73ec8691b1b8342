"""The reader: every field of a plain file, then every quirk that real files were seen with, one at a time."""

from __future__ import annotations

from datetime import date

import pytest

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import ClassifierEntry, Developer, OccupationalStandard
from remeslo.interchange.profstandart import Counts, Reading, read

NOTES_OF_THE_SAMPLE = {"standards.classifier_codes_normalised", "standards.placeholders"}


def reading(text: str) -> Reading:
    return read(text.encode(), name="s.xml")


def only(text: str) -> OccupationalStandard:
    (standard,) = reading(text).standards
    return standard


def told(text: str) -> list[Finding]:
    """Findings besides those that the sample has anyway."""
    return [f for f in reading(text).findings if f.code not in NOTES_OF_THE_SAMPLE]


def codes(text: str) -> list[str]:
    return [f.code for f in told(text)]


def changed(sample: str, old: str, new: str) -> str:
    assert old in sample
    return sample.replace(old, new)


def test_plain_file_is_read_whole(sample: str) -> None:
    result = reading(sample)
    (standard,) = result.standards
    (generalised,) = standard.generalised
    first, second = generalised.functions

    assert standard.edition == "99.001@101н-2023-11-22"
    assert (standard.title, standard.registration_number) == ("Мастер учебного участка (пример)", "9001")
    assert (standard.activity, standard.purpose) == ("Обслуживание учебных станков", "Исправные станки на занятиях")
    assert standard.classifiers == (
        ClassifierEntry(classifier="OKZ", code="7223", name="Станочники"),
        ClassifierEntry(classifier="OKVED", code="85.21", name="Обучение"),
    )
    assert standard.responsible == Developer(
        organisation="Учебный центр (пример)", position="Директор", head="Примерова П. П."
    )
    assert standard.developers == ("Мастерская (пример)",)
    assert (generalised.code, generalised.name, generalised.level) == ("A", "Подготовка станков к занятиям", "3")
    assert (generalised.job_titles, generalised.education) == (("Наладчик", "Мастер"), ("Профессиональное обучение",))
    assert (generalised.experience, generalised.conditions, generalised.other) == ((), (), ("Инструктаж дважды в год",))
    assert generalised.classifiers == (ClassifierEntry(classifier="EKS", code="§ 45", name="Наладчик"),)
    assert (first.code, first.name, first.level) == ("A/01.3", "Осмотр станка", "3")
    assert first.actions == ("Внешний осмотр узлов", "Запись замечаний в журнал")
    assert first.skills == ("Находить неисправный узел", "Вести журнал осмотра", "Читать паспорт станка")
    assert first.knowledge == ("Устройство станка", "Порядок осмотра")
    assert second.code == "A/02.3"
    counts = Counts(standards=1, generalised_functions=1, functions=2, labour_actions=3, skills=4, knowledge=3)
    assert result.found == result.counted == counts
    assert {f.code for f in result.findings} == NOTES_OF_THE_SAMPLE
    assert all(f.severity is Severity.NOTE for f in result.findings)


def test_notes_tell_what_was_normalised_and_how_often(sample: str) -> None:
    facts = {f.code: f.facts for f in reading(sample).findings}

    assert facts["standards.placeholders"] == {
        "standard": "99.001",
        "items": ("RequirementsWorkExperience",),
        "count": 1,
    }
    assert facts["standards.classifier_codes_normalised"]["items"] == ("OKZ 7223.", "EKS §45")


# --- boxes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("LaborActions", "LaborAction"),
        ("RequiredSkills", "RequiredSkill"),
        ("NecessaryKnowledges", "NecessaryKnowledge"),
        ("ParticularWorkFunctions", "ParticularWorkFunction"),
        ("GeneralizedWorkFunctions", "GeneralizedWorkFunction"),
        ("ProfessionalStandarts", "ProfessionalStandart"),
        ("PossibleJobTitles", "PossibleJobTitle"),
        ("EducationalRequirements", "EducationalRequirement"),
        ("OrganizationDevelopers", "OrganizationDeveloper"),
    ],
)
@pytest.mark.parametrize("form", ["singular box", "no box", "box in box", "plural items"])
def test_list_is_read_however_it_is_boxed(sample: str, plural: str, singular: str, form: str) -> None:
    texts = {
        "singular box": sample.replace(f"{plural}>", f"{singular}>"),
        "no box": sample.replace(f"<{plural}>", "").replace(f"</{plural}>", ""),
        "box in box": sample.replace(f"<{plural}>", f"<{plural}><{plural}>").replace(
            f"</{plural}>", f"</{plural}></{plural}>"
        ),
        "plural items": sample.replace(f"<{singular}>", f"<{plural}>").replace(f"</{singular}>", f"</{plural}>"),
    }
    result = reading(texts[form])

    assert result.standards == reading(sample).standards
    assert result.found == result.counted
    assert {f.code for f in result.findings} == NOTES_OF_THE_SAMPLE


def test_single_standard_without_the_registrys_root_is_read(sample: str, one: str) -> None:
    assert reading(one).standards == reading(sample).standards


def test_several_standards_in_one_file_keep_their_order(sample: str, one: str) -> None:
    second = one.replace("99.001", "99.002")
    result = reading(sample.replace(one, one + second))

    assert [s.code for s in result.standards] == ["99.001", "99.002"]
    assert result.found == result.counted
    assert result.counted.functions == 4


def test_namespace_case_and_cyrillic_letters_in_tags_do_not_matter(sample: str) -> None:
    in_namespace = changed(sample, "<XMLCardInfo ", '<XMLCardInfo xmlns="urn:example" ')
    lower = changed(sample, "LaborAction>", "laboraction>")
    cyrillic = changed(sample, "<LaborActions>", "<LаborActions>").replace("</LaborActions>", "</LаborActions>")

    assert only(in_namespace) == only(lower) == only(cyrillic) == only(sample)


def test_comments_and_instructions_are_no_text(sample: str) -> None:
    text = changed(sample, "<LaborAction>Внешний", "<!-- правка --><?x y?><LaborAction>Внеш<!-- x -->ний")

    assert only(text) == only(sample)
    assert codes(text) == []


# --- codes, levels, dates ---------------------------------------------------------------------------------------


def test_cyrillic_letters_in_codes_become_latin_with_a_note(sample: str) -> None:
    text = changed(sample, "<CodeTF>A/01.3", "<CodeTF>А/01.3").replace("<CodeOTF>A<", "<CodeOTF>А<")
    (note,) = told(text)

    assert only(text) == only(sample)
    assert (note.code, note.severity) == ("standards.codes_normalised", Severity.NOTE)
    assert note.facts["items"] == ("А → A", "А/01.3 → A/01.3")


@pytest.mark.parametrize("written", ["A / 01.3", "a/01.3", "A\\01.3", "A/01.3."])
def test_other_spellings_of_a_code_are_normalised_and_told(sample: str, written: str) -> None:
    text = changed(sample, "A/01.3", written)

    assert only(text) == only(sample)
    assert codes(text) == ["standards.codes_normalised"]


@pytest.mark.parametrize("written", ["№ 101н", "101h", "101 н", "N101н"])
def test_order_number_has_one_form(sample: str, written: str) -> None:
    assert only(changed(sample, "101н", written)).order_number == "101н"


def test_code_of_no_usual_form_is_kept_and_told(sample: str) -> None:
    function = told(changed(sample, "A/01.3", "Щ-1"))
    standard = told(changed(sample, "99.001", "999001"))

    assert [(f.code, f.facts["code"], f.where) for f in function] == [("standards.code_form", "Щ-1", "s.xml:34")]
    assert [(f.code, f.facts["code"], f.severity) for f in standard] == [
        ("standards.code_form", "999001", Severity.WARNING)
    ]


def test_missing_and_repeated_function_codes_are_hard_because_statements_are_found_by_them(sample: str) -> None:
    (missing,) = told(changed(sample, "<CodeTF>A/02.3</CodeTF>", "<CodeTF>-</CodeTF>"))
    (repeated,) = told(changed(sample, "A/02.3", "A/01.3"))

    assert (missing.code, missing.facts["function"], missing.hard) == (
        "standards.function_code_missing",
        "Пробный пуск",
        True,
    )
    assert (repeated.code, repeated.facts["function"], repeated.facts["times"], repeated.hard) == (
        "standards.function_code_repeats",
        "A/01.3",
        2,
        True,
    )


def test_function_in_a_section_of_another_letter_is_told(sample: str) -> None:
    (finding,) = told(changed(sample, "A/02.3", "B/02.3"))

    assert (finding.code, finding.facts["function"], finding.facts["letter"]) == (
        "standards.function_under_other_letter",
        "B/02.3",
        "A",
    )


def test_levels_that_contradict_are_noted_and_the_files_level_is_kept(sample: str) -> None:
    text = changed(
        sample, "<NameTF>Пробный пуск</NameTF><SubQualification>3<", "<NameTF>Пробный пуск</NameTF><SubQualification>4<"
    )
    notes = {f.code: f.facts["items"] for f in told(text)}

    assert only(text).functions[1].level == "4"
    assert notes == {
        "standards.level_differs": ("A/02.3: 4",),
        "standards.level_differs_from_generalised": ("A/02.3: 4 / A: 3",),
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2023-11-22", "standards.date_form"),
        ("22.11.2023 0:00:00", "standards.date_form"),
        ("22 ноября 2023 г.", "standards.date_form"),
    ],
)
def test_unusual_date_is_read_and_told(sample: str, written: str, code: str) -> None:
    text = changed(sample, "22.11.2023", written)

    assert only(text).approved == date(2023, 11, 22)
    assert [(f.code, f.where, f.facts["written"]) for f in told(text)] == [(code, "s.xml:8", written)]


@pytest.mark.parametrize(
    "written", ["31.02.2023", "22.11.0023", "скоро", "22/11/2023", "11.2023", "2023-13-01", "٢٢.١١.٢٠٢٣"]
)
def test_date_that_cannot_be_is_told_and_the_standard_kept_undated(sample: str, written: str) -> None:
    text = changed(sample, "22.11.2023", written)
    (finding,) = told(text)

    assert (finding.code, finding.where, finding.severity) == ("standards.date_unparsable", "s.xml:8", Severity.WARNING)
    assert only(text).approved is None
    assert only(text).edition == "99.001@101н-undated"


@pytest.mark.parametrize(
    ("tag", "code", "severity"),
    [
        ("CodeKindProfessionalActivity", "standards.code_missing", Severity.STOPS_SAVING),
        ("NameProfessionalStandart", "standards.title_missing", Severity.WARNING),
        ("OrderNumber", "standards.order_missing", Severity.WARNING),
        ("DateOfApproval", "standards.date_missing", Severity.WARNING),
        ("RegistrationNumber", "standards.registration_missing", Severity.NOTE),
    ],
)
@pytest.mark.parametrize("form", ["absent", "empty", "dash"])
def test_missing_fields_of_a_standard_are_told(sample: str, tag: str, code: str, severity: Severity, form: str) -> None:
    start, end = sample.index(f"<{tag}>"), sample.index(f"</{tag}>") + len(f"</{tag}>")
    instead = {"absent": "", "empty": f"<{tag}/>", "dash": f"<{tag}>–</{tag}>"}[form]

    assert [(f.code, f.severity) for f in told(sample[:start] + instead + sample[end:])] == [(code, severity)]


# --- texts ------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("old", "new", "items"),
    [
        ("</FirstSection>", "<NewField>новое</NewField></FirstSection>", ("NewField",)),
        (
            "</ParticularWorkFunction>\n<Part",
            "<Extra>x<Deep>y</Deep></Extra></ParticularWorkFunction>\n<Part",
            ("Extra", "Deep"),
        ),
        ("<LaborActions>\n", "<LaborActions>вне списка\n", ("LaborActions",)),
        ("</LaborAction>\n<Lab", "</LaborAction> хвост <Lab", ("LaborActions",)),
        (
            "<OrderNumber>101н</OrderNumber>",
            "<OrderNumber>101н</OrderNumber><OrderNumber>102н</OrderNumber>",
            ("OrderNumber",),
        ),
        ("<OrderNumber>", '<OrderNumber was="99н">', ("OrderNumber/@was",)),
        ("<ThirdSection>", "<ThirdSection>" + "<Note>a</Note>" * 3, ("Note × 3",)),
    ],
)
def test_text_that_nothing_reads_is_counted_and_told_by_tag(
    sample: str, old: str, new: str, items: tuple[str, ...]
) -> None:
    text = sample.replace(old, new, 1)
    (finding,) = told(text)

    assert only(text) == only(sample)
    assert (finding.code, finding.severity) == ("standards.unread_elements", Severity.WARNING)
    assert (finding.facts["items"], finding.facts["standard"]) == (items, "99.001")


def test_text_outside_all_standards_is_told_as_the_files(sample: str) -> None:
    (finding,) = told(changed(sample, "<ProfessionalStandarts>", "<Exported>вчера</Exported><ProfessionalStandarts>"))

    assert (finding.code, finding.where) == ("standards.unread_elements", "s.xml")
    assert finding.facts == {"items": ("Exported",), "count": 1}


def test_statements_where_the_reader_does_not_look_make_a_hard_difference(sample: str) -> None:
    """The independent count knows no paths: what lies in the wrong place is found, and missed, and told."""
    text = changed(
        sample, "</ThirdSection>", "</ThirdSection><Lost><LaborAction>Потерянное действие</LaborAction></Lost>"
    )
    hard = [f for f in told(text) if f.hard]

    assert [(f.code, dict(f.facts)) for f in hard] == [
        ("standards.counts_differ", {"kind": "labour_actions", "found": 4, "read": 3})
    ]
    assert "standards.unread_elements" in codes(text)


def test_unknown_items_inside_a_list_make_a_hard_difference(sample: str) -> None:
    text = changed(sample, "<LaborAction>Пуск на холостом ходу</LaborAction>", "<Item>Пуск</Item><Item>Останов</Item>")

    assert only(text).functions[1].actions == ()
    assert {f.code for f in told(text) if f.hard} == {"standards.counts_differ"}
    assert [f.facts["items"] for f in told(text) if f.code == "standards.unread_elements"] == [("Item × 2",)]


# --- other files ------------------------------------------------------------------------------------------------


def test_another_vocabulary_is_named_with_what_was_expected() -> None:
    (finding,) = reading("<Документ><План/></Документ>").findings

    assert (finding.code, finding.where, finding.severity) == (
        "standards.other_vocabulary",
        "s.xml:1",
        Severity.STOPS_SAVING,
    )
    assert finding.facts == {"root": "Документ", "expected": "XMLCardInfo/ProfessionalStandarts/ProfessionalStandart"}


@pytest.mark.parametrize(
    "text",
    [
        "<XMLCardInfo/>",
        "<XMLCardInfo><ProfessionalStandarts/></XMLCardInfo>",
        "<XMLCardInfo><ProfessionalStandart> - </ProfessionalStandart></XMLCardInfo>",
        "<ProfessionalStandart/>",
    ],
)
def test_registry_file_without_a_standard_says_so(text: str) -> None:
    result = reading(text)

    assert [(f.code, f.severity) for f in result.findings] == [("standards.none_in_file", Severity.STOPS_SAVING)]
    assert not result.is_readable


def test_standard_without_functions_is_hard(sample: str) -> None:
    start, end = sample.index("<ThirdSection>"), sample.index("</ThirdSection>")
    (finding,) = told(sample[:start] + "<ThirdSection>" + sample[end:])

    assert (finding.code, finding.hard) == ("standards.no_functions", True)
