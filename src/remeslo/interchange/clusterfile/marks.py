"""Attestation marks in the letters of the curriculum table, hours by semester, stretches of weeks."""

import re
from dataclasses import dataclass

from remeslo.core.base.elements import AttestationForm, AttestationMark
from remeslo.interchange.clusterfile.description import Schema, Tell, ValueType, Wrong, folded
from remeslo.interchange.clusterfile.letters import look
from remeslo.interchange.clusterfile.valuetypes import KEY
from remeslo.interchange.sentences import Language, label

SEMESTERS = 12
WEEKS = 520
"""Ten courses: the last week that a stretch may name."""
MOST_HOURS = 10_000

_ALSO = {
    AttestationForm.EXAM: ("экзамен",),
    AttestationForm.CREDIT: ("зачёт",),
    AttestationForm.GRADED_CREDIT: ("дифференцированный зачёт", "дифзачёт", "диф. зачёт"),
    AttestationForm.MODULE_EXAM: ("экзамен по модулю", "ЭМ", "Э(м)"),
    AttestationForm.QUALIFICATION_EXAM: ("квалификационный экзамен", "ЭК", "Э(к)"),
    AttestationForm.COURSE_PROJECT: ("курсовой проект",),
    AttestationForm.COURSE_WORK: ("курсовая работа",),
    AttestationForm.OTHER: ("другая форма контроля", "другие формы контроля"),
    AttestationForm.PHYSICAL_EDUCATION: ("физическая культура", "зачёт по физической культуре"),
}
_WRITTEN = re.compile(rf"(?P<form>[^:]+?)\s*(?::\s*(?P<joint>{KEY}))?")
_CUSTOMARY = re.compile(r"(?P<form>[^\d:]+)(?P<semester>\d{1,2})(?P<joint>[^\W\d_])?")
"""As curricula print it: letters, semester, letter of the joint attestation: ``кДЗ4б``."""
_PAIR = re.compile(r"(\d{1,2})\s*[=:]\s*(\d{1,5})")
_STRETCH = re.compile(r"(\d{1,3})(?:\s*(?:-|–|—|\.\.)\s*(\d{1,3}))?")


def letters(form: AttestationForm) -> str:
    """Letters of a form in the curriculum table: ``Эм``."""
    return label(f"attestation_letter.{form.value}", "ru")


@dataclass(frozen=True, slots=True)
class Attestation(ValueType):
    """One attestation: ``Э``, ``ДЗ``, ``кДЗ:а`` (joint with all others of ``а``), ``exam``, ``graded_credit:a``."""

    name = "attestation"

    def parse(self, text: str, tell: Tell) -> AttestationMark:
        """The mark; a semester printed with it is noted and left out, the plan says in which one it falls."""
        found = _WRITTEN.fullmatch(text.strip())
        joint = found["joint"] if found else None
        form, is_joint = _form(found["form"], tell) if found else (None, False)
        if form is None and (printed := _CUSTOMARY.fullmatch(text.strip())):
            joint = printed["joint"]
            form, is_joint = _form(printed["form"], tell)
            if form:
                tell("cluster.attestation_semester", value=text, semester=int(printed["semester"]))
        if form is None:
            accepted = tuple(f"{letters(f)} ({f.value})" for f in AttestationForm)
            raise Wrong("cluster.unknown_word", value=text, accepted=accepted, like="")
        if is_joint and joint is None:
            raise Wrong("cluster.joint_without_name", value=text)
        return AttestationMark(form, joint)

    def format(self, value: object, language: Language) -> str:
        """Letters with ``к`` and the joint's name in Russian, the word in English."""
        if not isinstance(value, AttestationMark):
            return str(value)
        joint = f":{value.joint}" if value.joint is not None else ""
        if language == "en":
            return value.form.value + joint
        return ("к" if joint else "") + letters(value.form) + joint

    def schema(self, language: Language) -> Schema:
        """A string of the form's word and the joint's name."""
        if language == "en":
            forms = "|".join(f.value for f in AttestationForm)
        else:
            forms = "к?(?:" + "|".join(letters(f) for f in AttestationForm) + ")"
        return {"type": "string", "pattern": f"^(?:{forms})(?::{KEY})?$"}


@dataclass(frozen=True, slots=True)
class SemesterHours(ValueType):
    """Hours in one semester: ``1=34``."""

    name = "semester_hours"

    def parse(self, text: str, tell: Tell) -> tuple[int, int]:
        """Semester and hours, both from 1."""
        pair = _PAIR.fullmatch(text.strip())
        if not pair:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        semester, hours = int(pair[1]), int(pair[2])
        if not 1 <= semester <= SEMESTERS:
            raise Wrong("cluster.out_of_range", value=semester, low=1, high=SEMESTERS)
        if not 1 <= hours <= MOST_HOURS:
            raise Wrong("cluster.out_of_range", value=hours, low=1, high=MOST_HOURS)
        return semester, hours

    def format(self, value: object, language: Language) -> str:
        """``1=34``."""
        return "=".join(str(v) for v in value) if isinstance(value, tuple) else str(value)

    def schema(self, language: Language) -> Schema:
        """A string ``1=34``."""
        return {"type": "string", "pattern": r"^\d{1,2}=\d{1,5}$"}


@dataclass(frozen=True, slots=True)
class WeekStretch(ValueType):
    """Weeks in a row, ``5-17``, or one week, ``5``; counted from 1."""

    name = "week_stretch"

    def parse(self, text: str, tell: Tell) -> tuple[int, int]:
        """First and last week."""
        found = _STRETCH.fullmatch(text.strip())
        if not found:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        first = int(found[1])
        last = first if found[2] is None else int(found[2])
        for week in (first, last):
            if not 1 <= week <= WEEKS:
                raise Wrong("cluster.out_of_range", value=week, low=1, high=WEEKS)
        if first > last:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return first, last

    def format(self, value: object, language: Language) -> str:
        """``5-17``; one week as ``5-5``, so that no program takes it for a number."""
        return "-".join(str(v) for v in value) if isinstance(value, tuple) else str(value)

    def schema(self, language: Language) -> Schema:
        """A string ``5-17``."""
        return {"type": "string", "pattern": r"^\d{1,3}(?:-\d{1,3})?$"}


def _words(form: AttestationForm) -> tuple[str, ...]:
    return (form.value, letters(form), *_ALSO[form])


def _form(text: str, tell: Tell) -> tuple[AttestationForm | None, bool]:
    """The form of a word, and whether ``к`` before it says that the attestation is joint."""
    for word, is_joint in ((text, False), (text[1:], True)):
        if is_joint and (not text or text[0] not in "кКkK"):
            break
        for form in AttestationForm:
            if folded(word) in {folded(w) for w in _words(form)}:
                return form, is_joint
        for form in AttestationForm:
            if same := next((w for w in _words(form) if _seen(w) == _seen(word)), None):
                tell("cluster.lookalike", value=text, read_as=("к" if is_joint else "") + same)
                return form, is_joint
    return None, False


def _seen(word: str) -> str:
    """How a word looks; the digit 3 is taken for the letter З as well."""
    return look(folded(word).replace("3", "з"))
