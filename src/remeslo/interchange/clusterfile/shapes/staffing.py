"""What staffing is planned from: skills and papers of people, what teaching asks, absences, ways between sites."""

from decimal import Decimal

from remeslo.core.network.resources import Way
from remeslo.core.staffing.absence import Absence, AbsenceReason
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.core.staffing.skills import Skill
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.staffmarks import Amount, Need, skill
from remeslo.interchange.clusterfile.valuetypes import INDEX, Code, Competence, Day, Integer, Text, key
from remeslo.interchange.clusterfile.words import ABSENCE_REASONS, EVIDENCE, STAFF_ROLES

RATE = Amount(Decimal("0.01"), Decimal(2))
PRICE = Amount(Decimal(0), Decimal(999_999_999))
LEVEL = Integer(1, 5)
NEEDS = ListOf(Need())

SKILL = Shape(
    kind="skill",
    make=Skill,
    key="key",
    fields=(
        Field(
            "key",
            "ключ",
            skill(),
            "Its key: `subject:`, `equipment:`, `competence:`, `pedagogy:` or `industry:` and a name.",
            "Ключ навыка: `subject:` (предмет), `equipment:` (оборудование), `competence:` (компетенция), `pedagogy:` "
            "(педагогика) или `industry:` (отрасль) и имя.",
            required=True,
        ),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field(
            "topic", "тема", Text(), "Theme under which courses are sought.", "Тема, по которой ищут курсы.", default=""
        ),
    ),
)

QUALIFICATION = Shape(
    kind="qualification",
    make=Qualification,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ записи.", required=True),
        Field("person", "сотрудник", key("person"), "Who holds it.", "У кого.", required=True),
        Field("skill", "навык", skill("skill"), "What the person can do.", "Что он умеет.", required=True),
        Field(
            "level",
            "уровень",
            LEVEL,
            "1 knows of it, 2 works under guidance, 3 teaches it, 4 teaches the hard cases, 5 teaches teachers.",
            "1 — знаком, 2 — работает под руководством, 3 — учит этому, 4 — учит сложному, 5 — учит преподавателей.",
            default=3,
        ),
        Field(
            "evidence",
            "подтверждение",
            EVIDENCE,
            "What shows it.",
            "Чем подтверждено.",
            default=EvidenceKind.CERTIFICATE,
        ),
        Field(
            "document", "документ", Text(), "Number or name of the paper.", "Номер или название документа.", default=""
        ),
        Field("since", "действует с", Day(), "First day in force.", "Первый день действия.", required=True),
        Field(
            "until",
            "действует по",
            Day(),
            "Last day in force; without it, for good.",
            "Последний день действия; если не указан — бессрочно.",
        ),
        Field("course", "курс", key("course"), "Course that gave it.", "Курс, по итогам которого получено."),
    ),
)

TEACHING_REQUIREMENT = Shape(
    kind="teaching_requirement",
    make=TeachingRequirement,
    fields=(
        Field(
            "programme",
            "программа",
            key("programme"),
            "Whose element or competence; without it, that index in every programme that has no row of its own for it.",
            "Чей элемент или чья компетенция; если не указана — такой индекс в каждой программе, где для него нет "
            "своей строки.",
        ),
        Field(
            "element",
            "элемент",
            Code("index", INDEX),
            "Element that asks. One of element, competence, workshop, equipment stands in a row.",
            "Элемент, который требует. В строке указывают одно из четырёх: элемент, компетенцию, мастерскую, "
            "оборудование.",
        ),
        Field(
            "competence",
            "компетенция",
            Competence(),
            "Competence that asks: whatever element forms it.",
            "Компетенция, которая требует: какой бы элемент её ни формировал.",
        ),
        Field(
            "workshop",
            "мастерская",
            key("workshop"),
            "Workshop that asks: whatever is taught there.",
            "Мастерская, которая требует: что бы в ней ни вели.",
        ),
        Field(
            "equipment",
            "оборудование",
            Text(),
            "Machine that asks, as workshops name it, the number of pieces apart: whatever is taught on it.",
            "Станок или стенд, который требует, — как его называют мастерские, без числа штук: что бы на нём ни вели.",
            default="",
        ),
        Field(
            "needs",
            "навыки",
            NEEDS,
            "What whoever teaches there must hold: `equipment:cnc-lathe/3; pedagogy:methods/2`; without a level, 3.",
            "Что должен иметь тот, кто ведёт: `equipment:cnc-lathe/3; pedagogy:methods/2`; без уровня — 3.",
            default=(),
        ),
        Field(
            "roles",
            "кто ведёт",
            ListOf(STAFF_ROLES),
            "Who may teach an element; without it, as is usual for its kind.",
            "Кто может вести элемент; если не указано — как принято для его вида.",
            default=(),
        ),
        Field(
            "workshops",
            "где ведут",
            ListOf(key("workshop")),
            "Workshops in which an element is taught: one of the group's own college first, then in this order.",
            "Мастерские, в которых ведут элемент: сначала мастерская своего колледжа, затем по порядку.",
            default=(),
        ),
        Field(
            "machines",
            "на чём ведут",
            ListOf(Text()),
            "Machines that an element uses, as workshops name them.",
            "Станки и стенды, на которых ведут элемент, — как их называют мастерские.",
            default=(),
        ),
    ),
)

ABSENCE = Shape(
    kind="absence",
    make=Absence,
    fields=(
        Field("person", "сотрудник", key("person"), "Who is away.", "Кого нет.", required=True),
        Field("first", "с", Day(), "First day.", "Первый день.", required=True),
        Field("last", "по", Day(), "Last day.", "Последний день.", required=True),
        Field("reason", "причина", ABSENCE_REASONS, "Why.", "Почему.", default=AbsenceReason.OTHER),
    ),
)

WAY = Shape(
    kind="way",
    make=Way,
    fields=(
        Field("one", "откуда", key("site"), "One site.", "Одна площадка.", required=True),
        Field(
            "other",
            "куда",
            key("site"),
            "The other; the way back is the same.",
            "Другая; обратный путь такой же.",
            required=True,
        ),
        Field("minutes", "минут", Integer(1, 1440), "From door to door.", "В пути, от двери до двери.", required=True),
    ),
)
