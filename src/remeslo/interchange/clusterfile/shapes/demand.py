"""Demand cards."""

from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape
from remeslo.interchange.clusterfile.shapes.common import FUNCTIONS, YEAR
from remeslo.interchange.clusterfile.valuetypes import Day, Integer, Text, key

HEADCOUNT = Shape(
    kind="headcount",
    make=Headcount,
    unique="year",
    fields=(
        Field("year", "год", YEAR, "Calendar year.", "Календарный год.", required=True),
        Field(
            "people",
            "человек",
            Integer(1, 100000),
            "People needed in that year.",
            "Сколько человек нужно в этом году.",
            required=True,
        ),
    ),
)

REQUIREMENT = Shape(
    kind="requirement",
    make=Requirement,
    unique="number",
    fields=(
        Field(
            "number",
            "номер",
            Integer(1, 9999),
            "Its number, unique in the card.",
            "Номер, один раз в карте.",
            required=True,
        ),
        Field(
            "text",
            "текст",
            Text(),
            "What the graduate must be able to do, in the employer's own words. May be absent if functions are given.",
            "Что должен уметь выпускник, словами работодателя. Может отсутствовать, если указаны функции.",
            default="",
        ),
        Field(
            "functions",
            "функции",
            FUNCTIONS,
            "Work functions meant: `40.002/A/01.2`, or with the edition `40.002@701н-2013-12-02/A/01.2`.",
            "Трудовые функции: `40.002/A/01.2`, или с редакцией `40.002@701н-2013-12-02/A/01.2`.",
            default=(),
        ),
        Field(
            "criticality",
            "критичность",
            Integer(1, 3),
            "1 useful, 2 important, 3 the job cannot be done without it.",
            "1 — полезно, 2 — важно, 3 — без этого работать нельзя.",
            default=2,
        ),
        Field(
            "proficiency",
            "уровень",
            Integer(1, 3),
            "1 under guidance, 2 alone, 3 able to teach others.",
            "1 — под руководством, 2 — самостоятельно, 3 — может научить других.",
            default=2,
        ),
    ),
)

DEMAND = Shape(
    kind="demand",
    make=DemandCard,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Key of the card.", "Ключ карты.", required=True),
        Field("employer", "работодатель", key("organisation"), "Who asks.", "Чей запрос.", required=True),
        Field(
            "job",
            "должность",
            Text(),
            "Job, as the employer calls it.",
            "Должность или рабочее место, как его называет работодатель.",
            required=True,
        ),
        Field(
            "programme",
            "программа",
            key("programme"),
            "Programme the employer has in mind; without it the constructor chooses by what the requirements match.",
            "Программа, которую имеет в виду работодатель; без неё выбирает конструктор по совпадению требований.",
        ),
        Field(
            "deadline",
            "срок",
            Day(),
            "Day by which the first of these people are needed at work.",
            "К какому дню нужны первые работники.",
            required=True,
        ),
        Field(
            "headcount",
            "потребность",
            Rows(HEADCOUNT),
            "People needed, by year.",
            "Сколько человек нужно, по годам.",
            default=(),
        ),
        Field(
            "equipment",
            "оборудование",
            ListOf(Text()),
            "Machines they will work on.",
            "На чём они будут работать.",
            default=(),
        ),
        Field("note", "примечание", Text(), "Any note.", "Примечание.", default=""),
        Field(
            "requirements",
            "требования",
            Rows(REQUIREMENT),
            "What they must be able to do.",
            "Что они должны уметь.",
            default=(),
        ),
    ),
)
