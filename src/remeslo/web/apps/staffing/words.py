"""Words of closed lists of this app."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.staffing.absence import AbsenceReason
from remeslo.core.staffing.course import CourseModule
from remeslo.core.staffing.mentorship import EndedBy
from remeslo.core.staffing.qualification import EvidenceKind
from remeslo.core.staffing.skills import SkillKind
from remeslo.core.staffing.upskill.steps import StepState

Word = str | Promise

SKILL_KINDS: Final[Mapping[str, Word]] = {
    SkillKind.SUBJECT: pgettext_lazy("skill", "subject"),
    SkillKind.EQUIPMENT: pgettext_lazy("skill", "equipment"),
    SkillKind.COMPETENCE: pgettext_lazy("skill", "competence"),
    SkillKind.PEDAGOGY: pgettext_lazy("skill", "pedagogy"),
    SkillKind.INDUSTRY: pgettext_lazy("skill", "industry"),
}
LEVELS: Final[Mapping[int, Word]] = {
    1: _("knows of it"),
    2: _("works under guidance"),
    3: _("teaches it"),
    4: _("teaches the hard cases"),
    5: _("teaches teachers"),
}
EVIDENCE: Final[Mapping[str, Word]] = {
    EvidenceKind.DIPLOMA: _("Diploma"),
    EvidenceKind.CERTIFICATE: _("Certificate"),
    EvidenceKind.INTERNSHIP: _("Internship"),
    EvidenceKind.EXPERIENCE: _("Experience"),
    EvidenceKind.ADMISSION: _("Admission"),
}
ABSENCES: Final[Mapping[str, Word]] = {
    AbsenceReason.LEAVE: pgettext_lazy("absence", "leave"),
    AbsenceReason.ILLNESS: pgettext_lazy("absence", "illness"),
    AbsenceReason.COURSE: pgettext_lazy("absence", "learning"),
    AbsenceReason.OTHER: pgettext_lazy("absence", "other"),
}
MODULES: Final[Mapping[str, Word]] = {
    CourseModule.PEDAGOGIC: _("pedagogic module"),
    CourseModule.PRODUCTION: _("production module"),
    CourseModule.INTERNSHIP: _("internship at an enterprise"),
}
SIDES: Final[Mapping[str, Word]] = {EndedBy.MENTOR: _("the mentor"), EndedBy.EMPLOYER: _("the enterprise")}
STEP_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    StepState.OFFERED: (_("offered, waits for an answer"), "warm", "clock"),
    StepState.ACCEPTED: (_("accepted"), "note", "check"),
    StepState.DECLINED: (_("declined"), "", "close"),
    StepState.CARRIED_OUT: (_("carried out, waits for the certificate"), "note", "done"),
    StepState.MISSED: (_("did not come"), "stop", "stop"),
    StepState.CERTIFIED: (_("certified"), "ok", "done"),
    StepState.WITHDRAWN: (_("taken back"), "", "undo"),
    StepState.REVOKED: (_("certificate taken back"), "stop", "cancel"),
}
"""Word, kind of chip, icon."""
PAPER_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "in_force": (pgettext_lazy("paper", "in force"), "ok", "done"),
    "soon": (pgettext_lazy("paper", "runs out soon"), "warn", "clock"),
    "later": (pgettext_lazy("paper", "not yet in force"), "note", "forward"),
    "ended": (pgettext_lazy("paper", "has run out"), "stop", "cancel"),
    "taken_back": (pgettext_lazy("paper", "taken back"), "stop", "undo"),
}
MENTORSHIP_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "asked": (_("waits for the mentor's consent"), "warm", "clock"),
    "declined": (_("the mentor declined"), "stop", "cancel"),
    "agreed": (_("consent given"), "note", "check"),
    "running": (_("goes on"), "ok", "done"),
    "without_consent": (_("goes on without consent"), "stop", "stop"),
    "over": (_("is over"), "", "history"),
    "ending": (_("ends early"), "warn", "leave"),
}
EVENTS: Final[Mapping[str, Word]] = {
    "step.offered": _("offered"),
    "step.accepted": _("accepted"),
    "step.declined": _("declined"),
    "step.withdrawn": _("taken back"),
    "step.carried_out": _("attendance confirmed"),
    "step.missed": _("marked as absent"),
    "step.certified": _("certificate given"),
    "step.revoked": _("certificate taken back"),
    "mentorship.proposed": _("the mentor was asked"),
    "mentorship.consent": _("written consent given"),
    "mentorship.declined": _("declined"),
    "mentorship.ended": _("notice of an early end"),
    "qualification.entered": _("paper entered"),
    "qualification.revoked": _("paper taken back"),
    "absence.entered": _("absence entered"),
    "absence.taken_back": _("absence taken back"),
    "session.planned": _("session planned"),
}
SHEETS: Final[Mapping[str, Word]] = {
    "people": _("person"),
    "qualifications": _("paper"),
    "courses": _("course"),
    "sessions": _("session"),
}
FIELDS: Final[Mapping[str, Word]] = {
    "organisation": _("organisation"),
    "name": _("name"),
    "role": _("role"),
    "subjects": _("subjects taught"),
    "weekly_hours": _("hours a week"),
    "rate": _("rate"),
    "industry_from": _("in the industry from"),
    "industry_until": _("in the industry until"),
    "home": _("home site"),
    "person": _("person"),
    "skill": _("skill"),
    "level": _("level"),
    "evidence": _("kind of paper"),
    "document": _("document"),
    "since": _("in force from"),
    "until": _("in force until"),
    "course": _("course"),
    "title": _("title"),
    "topic": _("topic"),
    "module": _("kind"),
    "gives": _("gives"),
    "needs_before": _("needed before"),
    "hours": _("hours"),
    "host": _("host"),
    "equipment": _("equipment"),
    "price": _("price"),
    "certificate": _("certificate"),
    "valid_months": _("months in force"),
    "first": _("from"),
    "last": _("to"),
    "places": _("places"),
    "hours_by_week": _("hours by week"),
}
"""Fields of a sheet's rows that a change names."""
