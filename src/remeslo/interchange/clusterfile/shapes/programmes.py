"""Programme outlines and the rulings on them."""

from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape
from remeslo.interchange.clusterfile.rulingtext import PlaceText, RulingText, WrittenRuling, gather, spread
from remeslo.interchange.clusterfile.shapes.common import STANDARD, STATE_REFERENCE
from remeslo.interchange.clusterfile.shapes.elements import ELEMENT
from remeslo.interchange.clusterfile.shapes.structure import ACTIVITIES, BRANCHES, STRUCTURE
from remeslo.interchange.clusterfile.valuetypes import Code, Text, key
from remeslo.interchange.clusterfile.words import ENTRY_BASES

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
        STRUCTURE,
        ACTIVITIES,
        BRANCHES,
    ),
)
