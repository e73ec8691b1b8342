"""Elements of a programme."""

from remeslo.core.competence.outline import OutlineElement
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.marks import Attestation, SemesterHours, WeekStretch
from remeslo.interchange.clusterfile.shapes.common import COMPETENCES, HOURS, SOME_HOURS
from remeslo.interchange.clusterfile.valuetypes import INDEX, Boolean, Code, Text, key
from remeslo.interchange.clusterfile.words import ELEMENT_KINDS

ELEMENT = Shape(
    kind="element",
    make=OutlineElement,
    key="index",
    fields=(
        Field(
            "index",
            "индекс",
            Code("index", INDEX),
            "Index in the curriculum, unique in the programme: `МДК.01.01`.",
            "Индекс в учебном плане, один раз в программе: `МДК.01.01`.",
            required=True,
        ),
        Field("title", "наименование", Text(), "Its title.", "Наименование.", required=True),
        Field(
            "kind",
            "вид",
            ELEMENT_KINDS,
            "What it is: subject, theory, practice, attestation ...",
            "Что это: предмет, теория, практика, аттестация…",
            required=True,
        ),
        Field(
            "cycle",
            "цикл",
            Code("cycle", INDEX),
            "`ООД`, `СГ`, `ОП`, `П` or `ГИА`; older standards have others.",
            "`ООД`, `СГ`, `ОП`, `П` или `ГИА`; в прежних стандартах есть и другие.",
            required=True,
        ),
        Field(
            "module",
            "модуль",
            Code("index", INDEX),
            "Professional module it belongs to: `ПМ.01`.",
            "Профессиональный модуль, к которому относится элемент: `ПМ.01`.",
        ),
        Field("hours_min", "часов от", SOME_HOURS, "Fewest hours.", "Наименьшее число часов.", required=True),
        Field(
            "hours_max",
            "часов до",
            SOME_HOURS,
            "Most hours; without it the hours are fixed at `hours_min`.",
            "Наибольшее число часов; если не указано, часы заданы точно.",
            default_from="hours_min",
        ),
        Field(
            "variative",
            "вариативных часов",
            HOURS,
            "Of the hours, how many are paid from the variative part.",
            "Сколько из них — за счёт вариативной части.",
            default=0,
        ),
        Field(
            "competences",
            "компетенции",
            COMPETENCES,
            "Competences it forms: `ПК 1.1; ОК 01`.",
            "Компетенции, которые формирует элемент: `ПК 1.1; ОК 01`.",
            default=(),
        ),
        Field(
            "after",
            "после",
            ListOf(Code("index", INDEX, "element")),
            "Elements that must be finished before this one starts. Elements that the constructor will make "
            "(`МДК`, `УП`, `ПП` of a module) may be named too.",
            "Элементы, которые должны закончиться до его начала. Можно называть и те, которые построит "
            "конструктор (`МДК`, `УП`, `ПП` модуля).",
            default=(),
        ),
        Field(
            "attestations",
            "аттестация",
            ListOf(Attestation()),
            "Letters of the curriculum table: `Э`, `З`, `ДЗ`, `Эм`, `Эк`, `КП`, `КР`, `ДФК`, `ФК`, or the English"
            " words `exam`, `credit`, `graded_credit` ...; `кДЗ:а` (`graded_credit:a`) is one joint attestation "
            "of all elements that name `а`.",
            "Буквы учебного плана: `Э`, `З`, `ДЗ`, `Эм`, `Эк`, `КП`, `КР`, `ДФК`, `ФК`; `кДЗ:а` — общая "
            "(комплексная) аттестация всех элементов с именем `а`.",
            default=(),
        ),
        Field(
            "employer_block",
            "блок работодателя",
            Boolean(),
            "True for the employers' block (ДПБ).",
            "«Да» для элементов ДПБ.",
            default=False,
        ),
        Field(
            "semesters",
            "часы по семестрам",
            ListOf(SemesterHours()),
            "Hours per semester of an existing curriculum, kept as they are: `1=34; 2=38`.",
            "Часы по семестрам готового учебного плана, сохраняются как есть: `1=34; 2=38`.",
            default=(),
            attr="semester_hours",
        ),
        Field(
            "workshops",
            "мастерские",
            ListOf(key("workshop")),
            "Workshops in which its hours lie; of several, each takes a part of the group by its places. The places "
            "are there for as many hours a week as the norms give a group.",
            "Мастерские, в которых идут его часы; если их несколько, группа делится между ними по числу мест. Места "
            "доступны столько часов в неделю, сколько нормативы отводят группе.",
            default=(),
        ),
        Field(
            "weeks",
            "недели",
            ListOf(WeekStretch()),
            "Weeks in which it may lie, when a workshop or an employer can take the group: `5-17; 60-75`. Counted from "
            "the week of the first 1 September over all courses, vacations too (week 53 begins the second course).",
            "Недели, в которые он может идти, когда мастерская или предприятие принимают группу: `5-17; 60-75`. Счёт — "
            "от недели первого 1 сентября через все курсы, с каникулами (неделя 53 начинает второй курс).",
            default=(),
        ),
        Field(
            "teacher",
            "преподаватель",
            key("person"),
            "Who teaches all its hours to a group; together such elements take no more hours a week than this person "
            "has.",
            "Кто ведёт все его часы в группе; вместе такие элементы занимают не больше часов в неделю, чем у этого "
            "сотрудника есть.",
        ),
    ),
)
