"""State standards."""

from remeslo.core.competence.statestandard import (
    Activity,
    Discipline,
    StateCompetence,
    StateOutcome,
    StateStandard,
    TermOption,
)
from remeslo.interchange.clusterfile.description import Field, Rows, Shape
from remeslo.interchange.clusterfile.shapes.common import COMPETENCES, FUNCTIONS, HOURS, SOME_HOURS, STATE_CODE
from remeslo.interchange.clusterfile.valuetypes import INDEX, Boolean, Code, Competence, Day, Integer, Text
from remeslo.interchange.clusterfile.words import ENTRY_BASES, OUTCOME_KINDS, PROGRAMME_KINDS

OUTCOME = Shape(
    kind="outcome",
    make=StateOutcome,
    fields=(
        Field(
            "kind",
            "вид",
            OUTCOME_KINDS,
            "Practice skill, ability or knowledge.",
            "Навык, умение или знание.",
            required=True,
        ),
        Field("text", "текст", Text(), "Its text.", "Формулировка.", required=True),
    ),
)

_COMPETENCE_CODE = Field("code", "код", Competence(), "`ПК 1.2` or `ОК 01`.", "`ПК 1.2` или `ОК 01`.", required=True)

_COMPETENCE_TITLE = Field("title", "название", Text(), "Its text.", "Формулировка.", required=True)

COMPETENCE = Shape(
    kind="competence",
    make=StateCompetence,
    unique="code",
    fields=(
        _COMPETENCE_CODE,
        _COMPETENCE_TITLE,
        Field(
            "functions",
            "функции",
            FUNCTIONS,
            "Work functions it answers to.",
            "Трудовые функции, которым она отвечает.",
            default=(),
        ),
        Field(
            "outcomes",
            "результаты",
            Rows(OUTCOME),
            "Skills, abilities and knowledge that the standard lists under it.",
            "Навыки, умения и знания, которые стандарт называет при ней.",
            default=(),
        ),
    ),
)

ACTIVITY = Shape(
    kind="activity",
    make=Activity,
    unique="number",
    fields=(
        Field(
            "number",
            "номер",
            Integer(1, 99),
            "Its number; module `ПМ.0n` has the same.",
            "Номер; такой же у модуля `ПМ.0n`.",
            required=True,
        ),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field(
            "competences",
            "компетенции",
            Rows(COMPETENCE),
            "Its professional competences.",
            "Её профессиональные компетенции.",
            default=(),
        ),
    ),
)

DISCIPLINE = Shape(
    kind="discipline",
    make=Discipline,
    unique="index",
    fields=(
        Field("index", "индекс", Code("index", INDEX), "`СГ.01`.", "`СГ.01`.", required=True),
        Field("title", "наименование", Text(), "Its title.", "Наименование.", required=True),
        Field("cycle", "цикл", Code("cycle", INDEX), "`СГ` or `ОП`.", "`СГ` или `ОП`.", required=True),
        Field("hours_min", "часов от", SOME_HOURS, "Fewest hours.", "Наименьшее число часов.", required=True),
        Field(
            "competences",
            "компетенции",
            COMPETENCES,
            "Competences it forms.",
            "Компетенции, которые она формирует.",
            default=(),
        ),
    ),
)

TERM = Shape(
    kind="term_option",
    make=TermOption,
    fields=(
        Field("base", "база", ENTRY_BASES, "Entry base.", "База приёма.", required=True),
        Field(
            "months",
            "месяцев",
            Integer(1, 84),
            "Term in months: 22 for 1 year 10 months.",
            "Срок в месяцах: 22 для 1 года 10 месяцев.",
            required=True,
        ),
        Field(
            "total_hours",
            "всего часов",
            SOME_HOURS,
            "Hours that the programme must close to.",
            "Объём программы, часов.",
            required=True,
        ),
    ),
)

STATE_STANDARD = Shape(
    kind="state_standard",
    make=StateStandard,
    key="code",
    fields=(
        Field(
            "code", "код", Code("state_code", STATE_CODE), "Its code: `15.01.38`.", "Код: `15.01.38`.", required=True
        ),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field(
            "kind",
            "вид программы",
            PROGRAMME_KINDS,
            "Worker or specialist programme.",
            "Программа подготовки рабочих или специалистов.",
            required=True,
        ),
        Field("order_number", "номер приказа", Text(), "Number of the order.", "Номер приказа.", default=""),
        Field("approved", "утверждён", Day(), "Day of the order.", "Дата приказа."),
        Field("qualification", "квалификация", Text(), "Qualification it leads to.", "Квалификация.", required=True),
        Field(
            "verified",
            "проверено",
            Boolean(),
            "True when someone compared this file with the source.",
            "«Да», если файл сверен с источником.",
            default=False,
        ),
        Field("source", "источник", Text(), "Where it was taken from.", "Откуда взято.", default=""),
        Field("terms", "сроки", Rows(TERM), "Terms it allows.", "Сроки, которые он допускает.", default=()),
        Field(
            "min_disciplines",
            "минимум дисциплин",
            HOURS,
            "Fewest hours of disciplines and modules.",
            "Дисциплины (модули), не менее часов.",
            default=0,
        ),
        Field(
            "min_practice",
            "минимум практики",
            HOURS,
            "Fewest hours of practice.",
            "Практика, не менее часов.",
            default=0,
        ),
        Field(
            "min_final_attestation",
            "минимум ГИА",
            HOURS,
            "Fewest hours of final attestation.",
            "ГИА, не менее часов.",
            default=0,
        ),
        Field(
            "general",
            "общие компетенции",
            Rows(COMPETENCE),
            "General competences (ОК).",
            "Общие компетенции (ОК).",
            default=(),
        ),
        Field(
            "disciplines",
            "дисциплины",
            Rows(DISCIPLINE),
            "Disciplines that the standard or the model programme obliges.",
            "Дисциплины, обязательные по стандарту или примерной программе.",
            default=(),
        ),
        Field(
            "activities",
            "виды деятельности",
            Rows(ACTIVITY),
            "Types of activity; each becomes one professional module.",
            "Виды деятельности; каждый становится профессиональным модулем.",
            default=(),
        ),
    ),
)
