"""Words for programme elements that the constructor, the term, the documents and the screens share."""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """What a programme element is; the same words in the constructor, the term and the documents."""

    SCHOOL = "school"
    THEORY = "theory"
    LABORATORY = "laboratory"
    TRAINING_PRACTICE = "training_practice"
    WORK_PRACTICE = "work_practice"
    PREDIPLOMA_PRACTICE = "prediploma_practice"
    ATTESTATION = "attestation"
    FINAL_ATTESTATION = "final_attestation"


class AttestationForm(StrEnum):
    """Form of interim attestation, with the letters of the curriculum table."""

    EXAM = "exam"  # Э
    CREDIT = "credit"  # З
    GRADED_CREDIT = "graded_credit"  # ДЗ
    MODULE_EXAM = "module_exam"  # Эм
    QUALIFICATION_EXAM = "qualification_exam"  # Эк
    COURSE_PROJECT = "course_project"  # КП
    COURSE_WORK = "course_work"  # КР
    OTHER = "other"  # ДФК
    PHYSICAL_EDUCATION = "physical_education"  # ФК


@dataclass(frozen=True, slots=True)
class AttestationMark:
    """An attestation of an element; elements with the same ``joint`` name in one programme are attested together."""

    form: AttestationForm
    joint: str | None = None
