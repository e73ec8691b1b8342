"""The reader: every field of a plain file, whatever boxes, roots and tags hold it."""

from __future__ import annotations

import pytest
from tests.interchange.profstandart.samples import NOTES_OF_THE_SAMPLE, changed, codes, only, reading

from remeslo.core.base.findings import Severity
from remeslo.core.competence.standards import ClassifierEntry, Developer
from remeslo.interchange.profstandart import Counts


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
