"""Values that the constructor's tests share: invented standards, a state standard, cards, norms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.construct import construct
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import MatchIndex, build_index
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.statestandard import (
    Activity,
    Discipline,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateOutcome,
    StateStandard,
    TermOption,
)

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "competence"
DAY = date(2026, 9, 1)
ORDER = "1н"
EDITION = f"91.001@{ORDER}-2026-01-01"
METAL = f"91.002@{ORDER}-2026-01-01"


@dataclass(frozen=True)
class Amount:
    amount: Decimal


@dataclass(frozen=True)
class Norms:
    """Norms by key, in force always."""

    values: dict[str, str]

    def has(self, key: str, day: date) -> bool:
        return key in self.values

    def on(self, key: str, day: date) -> Amount:
        return Amount(Decimal(self.values[key]))


NORMS = Norms(
    {
        "practice_week_hours": "36",
        "mandatory_share_max.worker": "0.80",
        "mandatory_share_max.specialist": "0.70",
        "exams_per_year_max": "8",
        "credits_per_year_max": "10",
        "qual_level_max.worker": "4",
        "qual_level_max.specialist": "5",
        "school_hours.ooo": "1476",
    }
)


def golden(name: str) -> dict[str, Any]:
    return tomllib.loads((GOLDEN / name).read_text(encoding="utf-8"))


@cache
def standards() -> tuple[OccupationalStandard, ...]:
    return tuple(_standard(s) for s in golden("own_standards.toml")["standard"])


def _standard(given: dict[str, Any]) -> OccupationalStandard:
    functions = [
        WorkFunction(
            code=f["code"],
            name=f["name"],
            level=f["code"][-1],
            actions=tuple(f["actions"]),
            skills=tuple(f["skills"]),
            knowledge=tuple(f["knowledge"]),
        )
        for f in given["function"]
    ]
    letters = dict.fromkeys(f.code[0] for f in functions)
    return OccupationalStandard(
        code=given["code"],
        title=given["title"],
        registration_number="1",
        order_number=ORDER,
        approved=date(2026, 1, 1),
        generalised=tuple(
            GeneralisedFunction(
                code=letter,
                name=given["title"],
                level="",
                functions=tuple(f for f in functions if f.code[0] == letter),
            )
            for letter in letters
        ),
    )


@cache
def index() -> MatchIndex:
    return build_index(s for standard in standards() for s in standard.statements())


def state(**changed: Any) -> StateStandard:
    """A worker's standard of two activities that names two work functions of ours."""
    given: dict[str, Any] = {
        "code": "15.01.99",
        "title": "Станочник",
        "kind": ProgrammeKind.WORKER,
        "order_number": "5",
        "approved": date(2025, 1, 1),
        "qualification": "Станочник",
        "activities": (
            activity(
                1,
                "Обработка деталей на станках",
                competence(
                    "ПК 1.1",
                    "Точить детали на станках с ЧПУ",
                    ("91.001/A/01.3",),
                    skill="Точение валов и втулок",
                    ability="Читать чертёж вала, втулки, фланца",
                    knowledge="Устройство токарного станка с ЧПУ",
                ),
                competence("ПК 1.2", "Измерять и принимать детали", ("91.001/A/07.3",)),
            ),
            activity(
                2,
                "Термическая обработка деталей",
                competence(
                    "ПК 2.1",
                    "Вести закалку и отпуск",
                    skill="Закалка деталей по режиму",
                    ability="Измерять твёрдость",
                    knowledge="Превращения в стали",
                ),
            ),
        ),
        "general": (
            StateCompetence(code="ОК 01", title="Выбирать способ решения задачи"),
            StateCompetence(code="ОК 04", title="Работать в коллективе и команде"),
        ),
        "disciplines": (
            Discipline(index="СГ.01", title="Физическая культура", cycle="СГ", hours_min=40, competences=("ОК 04",)),
            Discipline(
                index="ОП.01", title="Чтение чертежей", cycle="ОП", hours_min=48, competences=("ПК 1.1", "ОК 01")
            ),
        ),
        "terms": (
            TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),
            TermOption(base=EntryBase.BASIC_GENERAL, months=34, total_hours=4428),
            TermOption(base=EntryBase.SECONDARY_GENERAL, months=10, total_hours=1476),
        ),
        "min_disciplines": 400,
        "min_practice": 360,
        "min_final_attestation": 36,
    }
    return StateStandard(**{**given, **changed})


def discipline(index: str, title: str, hours: int, *competences: str) -> Discipline:
    return Discipline(index=index, title=title, cycle=index[:2], hours_min=hours, competences=competences)


def activity(number: int, title: str, *competences: StateCompetence) -> Activity:
    return Activity(number=number, title=title, competences=competences)


def competence(
    code: str, title: str, functions: tuple[str, ...] = (), *, skill: str = "", ability: str = "", knowledge: str = ""
) -> StateCompetence:
    texts = (
        (OutcomeKind.PRACTICE_SKILL, skill),
        (OutcomeKind.ABILITY, ability),
        (OutcomeKind.KNOWLEDGE, knowledge),
    )
    outcomes = tuple(StateOutcome(kind, text) for kind, text in texts if text)
    return StateCompetence(code=code, title=title, functions=functions, outcomes=outcomes)


def outline(**changed: Any) -> ProgrammeOutline:
    given: dict[str, Any] = {
        "key": "turner",
        "title": "Станочник",
        "state_standard": "15.01.99",
        "base": EntryBase.SECONDARY_GENERAL,
        "qualification": "Станочник",
        "norms": "test",
        "occupational_standards": ("91.001", "91.002"),
    }
    return ProgrammeOutline(**{**given, **changed})


def card(key: str, *requirements: Requirement | str, people: int = 10, **changed: Any) -> DemandCard:
    listed = [Requirement(number=n, text=r) if isinstance(r, str) else r for n, r in enumerate(requirements, start=1)]
    given: dict[str, Any] = {
        "key": key,
        "employer": f"works-{key}",
        "job": "Станочник",
        "headcount": (Headcount(year=2028, people=people),) if people else (),
        "deadline": date(2030, 1, 1),
        "requirements": tuple(listed),
    }
    return DemandCard(**{**given, **changed})


def need(number: int, text: str = "", *functions: str, criticality: int = 2, proficiency: int = 2) -> Requirement:
    return Requirement(number=number, text=text, functions=functions, criticality=criticality, proficiency=proficiency)


def design(cards: Iterable[DemandCard] = (), **changed: Any) -> ProgrammeDesign:
    given: dict[str, Any] = {
        "state": state(),
        "standards": standards(),
        "cards": tuple(cards),
        "pack": NORMS,
        "index": index(),
        "day": DAY,
    }
    frame = changed.pop("outline", outline())
    return construct(frame, **{**given, **changed})


def codes(findings: Iterable[Any]) -> list[str]:
    return [f.code for f in findings]


TEXTS = st.sampled_from(
    [
        *(p["text"] for p in golden("own_pairs.toml")["pair"]),
        "Строповка грузов",
        "стропить груз",
        "???",
        "и",
        "Ответственность",
        "Работать в команде",
        "Знание 5С",
    ]
)
REFERENCES = st.sampled_from(
    [
        "91.001/A/01.3",
        "91.001/А/01.3",
        "91.001/A/04.4",
        "91.002/B",
        "91.002@1н-2026-01-01/C/01.5",
        "91.002@9н-2020-01-01/A/01.2",
        "91.003/A/01.2",
        "91.001/Z/09.9",
        "чепуха",
    ]
)


@st.composite
def cards(draw: st.DrawFn, *, most: int = 5) -> tuple[DemandCard, ...]:
    """Cards of any kind: with and without people, references that exist and that do not, texts of all sorts."""
    count = draw(st.integers(0, most))
    return tuple(_drawn_card(draw, f"k{n}") for n in range(count))


def _drawn_card(draw: st.DrawFn, key: str) -> DemandCard:
    requirements = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        functions = draw(st.lists(REFERENCES, max_size=2))
        text = draw(TEXTS) if not functions else draw(st.just("") | TEXTS)
        requirements.append(
            Requirement(
                number=number,
                text=text,
                functions=tuple(functions),
                criticality=draw(st.integers(1, 3)),
                proficiency=draw(st.integers(1, 3)),
            )
        )
    return card(
        key,
        *requirements,
        people=draw(st.integers(0, 60)),
        employer=draw(st.sampled_from(["east", "west"])),
        deadline=draw(st.dates(date(2026, 9, 1), date(2031, 1, 1))),
    )


def as_finding(code: str, facts: Any) -> Finding:
    return Finding(code, "", facts, Severity.NOTE)
