"""A programme of 60 elements and three courses, with long words and signs that break careless XML."""

from dataclasses import replace
from fractions import Fraction

from tests.web import factories

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, HourShare
from remeslo.core.competence.model import Competence, Origin, Outcome
from remeslo.core.competence.statestandard import OutcomeKind

SIZE = 60
HOURS = 72
LONG = "Автоматизированное программирование металлообрабатывающего электроэрозионного оборудования & <контроль>"
_KINDS = (ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE)
_LETTERS = {OutcomeKind.KNOWLEDGE: "З", OutcomeKind.ABILITY: "У", OutcomeKind.PRACTICE_SKILL: "Н"}


def outcome():
    """Sixteen modules of three elements and twelve disciplines, 4 320 hours, 240 outcomes."""
    parts, outcomes = [], []
    for n in range(SIZE):
        module = n // 3 + 1 if n < 48 else None
        code = CompetenceKey(f"ПК {module}.1" if module else "ОК 01")
        own = [_outcome(n, k, code) for k in range(4)]
        outcomes += own
        parts.append(_element(n, module, code, tuple(o.key for o in own)))
    small = factories.outcome()
    model = replace(
        small.design.model,
        competences=tuple(_competence(c) for c in dict.fromkeys(o.competence for o in outcomes)),
        outcomes=tuple(outcomes),
        gap=(),
    )
    calendar = academic_calendar(2026, (YearLayout(),) * 4)
    plan = factories.lay(parts, [w.index for w in calendar.study])
    return replace(
        small,
        design=replace(small.design, model=model, elements=tuple(parts)),
        problem=replace(small.problem, calendar=calendar, elements=()),
        result=replace(small.result, plan=plan, weeks=plan.weeks, bound=plan.weeks),
    )


def _outcome(n, k, code):
    kind = tuple(_LETTERS)[k % 3]
    key = OutcomeKey(f"{_LETTERS[kind]} {n + 1}.{k + 1}.01")
    return Outcome(key=key, kind=kind, text=f"{LONG} {n}-{k}\x0b", competence=code, origin=Origin.STATE)


def _element(n, module, code, own):
    kind = _KINDS[n % 3] if module else ElementKind.THEORY
    index = f"МДК.{module:02}.{n % 3 + 1:02}" if module else f"ОП.{n - 47:02}"
    return DesignElement(
        index=ElementKey(index),
        title=f"{LONG} {n}",
        kind=kind,
        cycle="П" if module else "ОП",
        module=f"ПМ.{module:02}" if module else None,
        hours_min=HOURS,
        hours_wanted=HOURS,
        hours_max=HOURS,
        mandatory_min=36,
        weight=Fraction(1),
        competences=(code,),
        first=own,
        shares=tuple(HourShare(o, Fraction(k + 1, 7)) for k, o in enumerate(own)),
        attestations=(AttestationMark(AttestationForm.GRADED_CREDIT, "а" if n % 5 else None),),
        employer_block=module == 16,
    )


def _competence(code):
    module = f"ПМ.{int(code.split()[1].split('.')[0]):02}" if code.startswith("ПК") else None
    origin = Origin.EMPLOYER if module == "ПМ.16" else Origin.STATE
    return Competence(key=code, title=LONG, origin=origin, module=module)
