"""Papers of courses and individual plans: sound DOCX, the same bytes, what they tell and what they never quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from tests.interchange.programmebook import docxcheck
from tests.web import factories

from remeslo.core.base.keys import CompetenceKey, ElementKey, OrganisationKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.kind import CourseKind
from remeslo.core.curriculum.result import Status, TermPlan, TermResult
from remeslo.core.line.courses.course import CourseExam, CourseGroup, ShortCourse, ShortCourseKey
from remeslo.core.line.courses.make import MadeCourse, make_course
from remeslo.core.line.individual.continuation import norms_kept, with_group
from remeslo.core.line.individual.credit import credit
from remeslo.interchange.coursepapers import (
    CertificateFacts,
    IndividualPaper,
    RecognisedEntry,
    certificates_docx,
    course_docx,
    individual_docx,
    printed,
)
from remeslo.interchange.documents import certificates_pdf
from remeslo.interchange.normpack import builtin
from remeslo.interchange.sentences import Language

PROGRAMME = factories.outcome()
HARMFUL = "<w:p>&\x00\ud800 =SUM(A1)"


def course(title: str = "Наладка по вечерам") -> MadeCourse:
    asked = ShortCourse(
        key=ShortCourseKey("c-1"),
        title=title,
        organisation=OrganisationKey("college"),
        programme=factories.PROGRAMME,
        choice=CourseChoice(competences=(CompetenceKey("ПК 1.1"),), elements=(ElementKey("УП.02"),)),
        group=CourseGroup(size=12, start=date(2026, 10, 5), pace=36),
        exam=CourseExam(index="ИА", title="Итоговая аттестация", hours=4),
    )
    return make_course(asked, PROGRAMME, factories.cluster(), builtin()["ru-dpo"])


def laid(made: MadeCourse) -> TermResult:
    """A plan made by hand: each part in a week of its own as far as it goes."""
    hours = {p.element: {n: min(p.hours, 36)} for n, p in enumerate(made.parts)}
    plan = TermPlan({**hours, ElementKey("ИА"): {len(made.parts): 4}})
    return TermResult(Status.OPTIMAL, plan, plan.weeks, plan.weeks)


@pytest.mark.parametrize("language", ("ru", "en"))
def test_programme_of_a_course_is_sound_and_tells_hours_entry_functions_and_kind(language: Language) -> None:
    made = course()
    design = PROGRAMME.design
    assert design is not None

    data = course_docx(made, design, factories.cluster(), laid(made), language=language)

    assert docxcheck.faults(data) == []
    assert data == course_docx(made, design, factories.cluster(), laid(made), language=language)
    text = docxcheck.text(docxcheck.trees(data)["word/document.xml"])
    for said in ("99.101 A/02.3", "УП.02", str(made.hours), "16"):
        assert said in text
    header = docxcheck.text(docxcheck.trees(data)["word/header1.xml"])
    assert header.strip(), "invented data is marked on every page"


def test_paper_quotes_no_request_of_an_employer() -> None:
    made = course()
    assert PROGRAMME.design is not None

    text = docxcheck.text(
        docxcheck.trees(course_docx(made, PROGRAMME.design, factories.cluster(), None, language="ru"))[
            "word/document.xml"
        ]
    )

    for card in factories.cluster().demand:
        for requirement in card.requirements:
            assert requirement.text not in text


def test_harmful_text_stays_text() -> None:
    made = course(HARMFUL)
    assert PROGRAMME.design is not None

    data = course_docx(made, PROGRAMME.design, factories.cluster(), None, language="en")

    assert docxcheck.faults(data) == []
    assert "<w:p>&" in docxcheck.text(docxcheck.trees(data)["word/document.xml"])


@pytest.mark.parametrize("kind", CourseKind)
@pytest.mark.parametrize("language", ("ru", "en"))
def test_certificate_of_every_kind_is_printed_a_page_a_name(kind: CourseKind, language: Language) -> None:
    made = course()
    facts = CertificateFacts(
        kind=kind,
        organisation="Колледж ремёсел",
        settlement="Город",
        first=date(2026, 10, 5),
        last=date(2026, 11, 28),
        issued=None,
        numbers="К-",
        skills=tuple(f"навык {n}" for n in range(9)),
        illustrative=True,
    )

    papers = printed(made, facts, ("Анна Учебная", "Пётр Учебный"))

    data = certificates_docx(papers, language=language)
    text = docxcheck.text(docxcheck.trees(data)["word/document.xml"])
    assert docxcheck.faults(data) == []
    for said in ("Анна Учебная", "Пётр Учебный", "К-1", "К-2", "навык 5"):
        assert said in text
    assert "навык 6" not in text
    if kind is CourseKind.TRAINING:
        from io import BytesIO

        assert len(PdfReader(BytesIO(certificates_pdf(papers, language=language))).pages) == 2


def test_no_names_no_certificates() -> None:
    with pytest.raises(ValueError, match="no certificate"):
        certificates_docx((), language="ru")


@pytest.mark.parametrize("language", ("ru", "en"))
def test_individual_curriculum_tells_both_people_what_is_skipped_and_what_is_left(language: Language) -> None:
    design, problem, result = PROGRAMME.design, PROGRAMME.problem, PROGRAMME.result
    assert design is not None
    assert problem is not None
    assert result is not None
    assert result.plan is not None
    given = credit(design, elements=("ОП.01",), outcomes=())
    paper = IndividualPaper(
        pseudonym="Д-17",
        group="ОС-26",
        college="Колледж ремёсел",
        credit=given,
        entries=(RecognisedEntry(("ОП.01",), "диплом № 5", date(2024, 6, 30), "Вера", "Семён"),),
        skipped=with_group(result.plan, given.elements).skipped,
        norms=norms_kept(problem, replace(problem, rules={})),
        group_weeks=result.plan.weeks,
        own=None,
    )

    data = individual_docx(paper, design, factories.cluster(), language=language)

    assert docxcheck.faults(data) == []
    text = docxcheck.text(docxcheck.trees(data)["word/document.xml"])
    for said in ("Д-17 ____", "диплом № 5", "Вера", "Семён", "108", "МДК.01.01", "пример, п. 1"):
        assert said in text
