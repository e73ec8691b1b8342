"""Programme outlines and their elements."""

from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape
from remeslo.interchange.clusterfile.marks import Attestation, SemesterHours, WeekStretch
from remeslo.interchange.clusterfile.rulingtext import PlaceText, RulingText, WrittenRuling, gather, spread
from remeslo.interchange.clusterfile.shapes.common import COMPETENCES, HOURS, SOME_HOURS, STANDARD, STATE_REFERENCE
from remeslo.interchange.clusterfile.valuetypes import INDEX, Boolean, Code, Text, key
from remeslo.interchange.clusterfile.words import ELEMENT_KINDS, ENTRY_BASES

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

RULING = Shape(
    kind="ruling",
    make=WrittenRuling,
    unique="place",
    fields=(
        Field(
            "place",
            "о чём",
            PlaceText(),
            "What is ruled on: `request:CARD/N` (what a request means), `rejected:CARD/N` (what it does not mean), "
            "`line:CARD/N` (the line in which it stands), `wording:LINE`, `answer:LINE`, `payer:LINE`, "
            "`proficiency:LINE`, `hours:ELEMENT`, `title:COMPETENCE`. A line is a work function with its edition, "
            "`own:CARD/N`, or `line:NAME`.",
            "О чём решение: `требование:КАРТА/N` (что оно значит), `отклонено:КАРТА/N` (какие функции оно не значит), "
            "`строка:КАРТА/N` (в какой строке стоит), `формулировка:СТРОКА`, `ответ:СТРОКА`, `плательщик:СТРОКА`, "
            "`владение:СТРОКА`, `часы:ЭЛЕМЕНТ`, `название:КОМПЕТЕНЦИЯ`. Строка — трудовая функция с редакцией, "
            "`own:КАРТА/N` или `line:ИМЯ`.",
            required=True,
        ),
        Field(
            "ruling",
            "решение",
            RulingText(),
            "What is ruled: `accepted: FUNCTION; FUNCTION`, `own`, `dropped`; `rejected: FUNCTION`; `line: LINE`; "
            "`wording: TEXT`; `answer covered: COMPETENCE`, `answer deepen: COMPETENCE`, `answer new`, "
            "`answer rejected`; `payer core`, `payer variable`, `payer employer`; `proficiency: 3`; `hours: 72`; "
            "`title: TEXT`.",
            "Что решено: `принято: ФУНКЦИЯ; ФУНКЦИЯ`, `своими словами`, `не берём`; `отклонено: ФУНКЦИЯ`; "
            "`строка: СТРОКА`; `формулировка: ТЕКСТ`; `покрыто: КОМПЕТЕНЦИЯ`, `углубить: КОМПЕТЕНЦИЯ`, `новое`, "
            "`отказано`; `обязательная часть`, `вариативная часть`, `работодатель`; `владение: 3`; `часы: 72`; "
            "`название: ТЕКСТ`.",
            required=True,
            attr="value",
        ),
        Field("note", "примечание", Text(), "The group's reason.", "Почему так решили.", default=""),
    ),
)

PROGRAMME = Shape(
    kind="programme",
    make=ProgrammeOutline,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Key of the programme.", "Ключ программы.", required=True),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field(
            "state_standard",
            "ФГОС",
            Code("state_code", STATE_REFERENCE, "state_standard"),
            "Code of the state standard: `15.01.38`, or one of its editions: `15.01.38@800-2023-12-01`.",
            "Код ФГОС: `15.01.38`, или одна его редакция: `15.01.38@800-2023-12-01`.",
            required=True,
        ),
        Field(
            "base",
            "база",
            ENTRY_BASES,
            "What students come with: 9 or 11 classes.",
            "С чем приходят студенты: ООО (9 классов) или СОО (11 классов).",
            required=True,
        ),
        Field(
            "qualification",
            "квалификация",
            Text(),
            "Qualification of the graduate.",
            "Квалификация выпускника.",
            required=True,
        ),
        Field(
            "norms",
            "нормативы",
            key("norm_pack"),
            "Key of the norm pack: `ru-spo-worker-2021`, `ru-spo-specialist-2021`, or one of the folder's own.",
            "Ключ набора нормативов: `ru-spo-worker-2021`, `ru-spo-specialist-2021` или свой из этой папки.",
            required=True,
        ),
        Field(
            "occupational_standards",
            "профстандарты",
            ListOf(Code("standard", STANDARD, "standard", 200)),
            "Occupational standards it draws on: `40.002`, or with the edition `40.002@701н-2013-12-02`.",
            "Профстандарты, на которые она опирается: `40.002`, или с редакцией `40.002@701н-2013-12-02`.",
            default=(),
        ),
        Field(
            "employer_block",
            "блок работодателя",
            Text(),
            "Title of the employers' module; without it the constructor names it.",
            "Название модуля работодателей; без него название даёт конструктор.",
        ),
        Field("note", "примечание", Text(), "Any note.", "Примечание.", default=""),
        Field(
            "elements",
            "элементы",
            Rows(ELEMENT, or_paths=True),
            "What is fixed already: paths of CSV files inside the folder of programmes (`elements/ood.csv`), or "
            "the elements themselves as tables. What a module lacks is made by the constructor.",
            "Что уже задано: пути файлов CSV внутри папки программ (`элементы/оод.csv`) или сами элементы "
            "таблицами. Чего не хватает модулю, строит конструктор.",
            default=(),
        ),
        Field(
            "rulings",
            "решения",
            Rows(RULING),
            "What the working group ruled; the constructor obeys it.",
            "Что решила рабочая группа; конструктор это выполняет.",
            default=Rulings.NONE,
            gather=gather,
            spread=spread,
        ),
    ),
)
