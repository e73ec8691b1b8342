"""The tree of a programme: bounds and choices of its nodes, branches on its trunk."""

from remeslo.core.competence.outline import Branch
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape
from remeslo.interchange.clusterfile.shapes.common import HOURS, STANDARD, STATE_REFERENCE
from remeslo.interchange.clusterfile.shapes.elements import ELEMENT
from remeslo.interchange.clusterfile.valuetypes import INDEX, Boolean, Code, Integer, Text, key

NODE = Shape(
    kind="node",
    make=StructureRule,
    unique="key",
    fields=(
        Field(
            "key",
            "узел",
            Code("index", INDEX),
            "A cycle (`ОП`) or module (`ПМ.02`) whose hours are bounded, or an index of the node's own: `ОП.ДВ.01`.",
            "Цикл (`ОП`) или модуль (`ПМ.02`), часы которого ограничены, либо собственный индекс узла: `ОП.ДВ.01`.",
            required=True,
        ),
        Field(
            "title",
            "наименование",
            Text(),
            "Title of a node of its own; the curriculum shows it.",
            "Наименование собственного узла; оно стоит в учебном плане.",
            default="",
        ),
        Field(
            "below",
            "состав",
            ListOf(Code("index", INDEX)),
            "What stands below it, by preference: elements, modules, cycles, other nodes; each below one node.",
            "Что стоит под узлом, по предпочтению: элементы, модули, циклы, другие узлы; каждое под одним узлом.",
            default=(),
        ),
        Field(
            "take_min",
            "берут от",
            Integer(1, 999),
            "How many of them are taken at least; without both numbers all are.",
            "Сколько из них берут по меньшей мере; без обоих чисел берут всё.",
        ),
        Field(
            "take_max",
            "берут до",
            Integer(1, 999),
            "How many of them are taken at most.",
            "Сколько из них берут самое большее.",
        ),
        Field(
            "hours_min",
            "часов от",
            HOURS,
            "Fewest hours of the node together.",
            "Наименьшее число часов узла вместе.",
        ),
        Field(
            "hours_max",
            "часов до",
            HOURS,
            "Most hours of the node together.",
            "Наибольшее число часов узла вместе.",
        ),
        Field(
            "in_order",
            "по порядку",
            Boolean(),
            "True when what is taken is studied one after another, in the order of the list.",
            "«Да», если взятое изучают друг за другом в порядке списка.",
            default=False,
        ),
    ),
)

STRUCTURE = Field(
    "structure",
    "структура",
    Rows(NODE),
    "Bounds and choices of the programme's tree; without them everything is taken.",
    "Границы и выбор в дереве программы; без них берут всё.",
    default=(),
)

ACTIVITIES = Field(
    "activities",
    "виды деятельности",
    ListOf(Integer(1, 99)),
    "Numbers of the state standard's types of activity that the qualification has; without them all.",
    "Номера видов деятельности ФГОС, которые есть у этой квалификации; если не указаны — все.",
    default=(),
)

BRANCH = Shape(
    kind="branch",
    make=Branch,
    unique="key",
    fields=(
        Field(
            "key",
            "ключ",
            key(),
            "Key of the branch; groups and cards name it as `PROGRAMME.BRANCH`.",
            "Ключ ветви; группы и карточки называют её `ПРОГРАММА.ВЕТВЬ`.",
            required=True,
        ),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field(
            "qualification",
            "квалификация",
            Text(),
            "Qualification of its graduates.",
            "Квалификация её выпускников.",
            required=True,
        ),
        Field(
            "state_standard",
            "ФГОС",
            Code("state_code", STATE_REFERENCE, "state_standard"),
            "Code (or edition) of its state standard, when another than the trunk's.",
            "Код (или редакция) ФГОС, если он не тот, что у ствола.",
        ),
        ACTIVITIES,
        Field(
            "occupational_standards",
            "профстандарты",
            ListOf(Code("standard", STANDARD, "standard", 200)),
            "Occupational standards beside those of the trunk.",
            "Профстандарты сверх тех, что у ствола.",
            default=(),
        ),
        Field(
            "employer_block",
            "блок работодателя",
            Text(),
            "Title of its employers' module.",
            "Название её модуля работодателей.",
        ),
        Field(
            "elements",
            "элементы",
            Rows(ELEMENT, or_paths=True),
            "What only this branch has, as paths of CSV files or as tables.",
            "Что есть только у этой ветви: пути файлов CSV или таблицы.",
            default=(),
        ),
        STRUCTURE,
    ),
)

BRANCHES = Field(
    "branches",
    "ветви",
    Rows(BRANCH),
    "Qualifications on this programme as their trunk: each is a programme of its own with everything above and what it "
    "adds.",
    "Квалификации на этой программе как на общем стволе: каждая — отдельная программа со всем, что выше, и своим.",
    default=(),
)
