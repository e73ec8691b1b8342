"""What allocation and timetables are made from: rooms, bells, opening hours, conditions, contracts, quotas, beds."""

from decimal import Decimal

from remeslo.core.network.rooms import Room, RoomKind
from remeslo.core.network.terms import (
    STUDY_DAYS,
    Bell,
    ContractClause,
    Holding,
    Hostel,
    NetworkContract,
    OpenHours,
    PartnerQuota,
    UseTerms,
)
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.networkmarks import Clock, ListedNumber
from remeslo.interchange.clusterfile.staffmarks import Amount
from remeslo.interchange.clusterfile.valuetypes import INDEX, Boolean, Code, Day, Integer, Text, key
from remeslo.interchange.clusterfile.words import CONDITIONS, ROOM_KINDS, WEEKDAYS

SHIFT = Integer(1, 4)

ROOM = Shape(
    kind="room",
    make=Room,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ аудитории.", required=True),
        Field("site", "площадка", key("site"), "Site it is on.", "На какой площадке.", required=True),
        Field("title", "название", Text(), "Number or name on the door.", "Номер или название.", required=True),
        Field("seats", "мест", Integer(1, 2000), "Seats.", "Сколько мест.", required=True),
        Field("kind", "назначение", ROOM_KINDS, "What it is for.", "Для чего она.", default=RoomKind.CLASSROOM),
        Field(
            "subjects",
            "предметы",
            ListOf(Text()),
            "Titles or indices of elements it is kept for; without it, any.",
            "Названия или индексы элементов, для которых она предназначена; если не указаны — для любых.",
            default=(),
        ),
    ),
)

BELL = Shape(
    kind="bell",
    make=Bell,
    fields=(
        Field("start", "начало", Clock(), "When the pair begins.", "Начало пары.", required=True),
        Field("end", "конец", Clock(), "When it ends.", "Конец пары.", required=True),
        Field("shift", "смена", SHIFT, "Shift it belongs to.", "К какой смене относится.", default=1),
    ),
)

OPEN_HOURS = Shape(
    kind="open_hours",
    make=OpenHours,
    fields=(
        Field("workshop", "мастерская", key("workshop"), "Which workshop.", "Какая мастерская.", required=True),
        Field("days", "дни", ListOf(WEEKDAYS), "Days of the week.", "Дни недели.", default=STUDY_DAYS),
        Field("shifts", "смены", ListOf(ListedNumber(1, 4)), "Shifts.", "Смены.", default=(1,)),
        Field(
            "user",
            "кому",
            key("organisation"),
            "Who may use it then; without it, everybody.",
            "Кто может пользоваться в это время; если не указано — все.",
        ),
        Field(
            "first", "с", Day(), "First day of the row; without it, from ever.", "С какого дня; не указано — всегда."
        ),
        Field("last", "по", Day(), "Last day of the row; without it, for ever.", "По какой день; не указано — всегда."),
        Field(
            "closed",
            "закрыта",
            Boolean(),
            "True when nobody may use it then (repair): goes before all other rows.",
            "«Да», если в это время она закрыта для всех (ремонт): такая строка сильнее остальных.",
            default=False,
        ),
    ),
)

USE_TERMS = Shape(
    kind="use_terms",
    make=UseTerms,
    fields=(
        Field("workshop", "мастерская", key("workshop"), "Which workshop.", "Какая мастерская.", required=True),
        Field(
            "parallel",
            "групп одновременно",
            Integer(1, 20),
            "Groups or subgroups at once.",
            "Сколько групп или подгрупп одновременно.",
            default=1,
        ),
        Field(
            "hours_a_day",
            "часов в день",
            Integer(1, 12),
            "Academic hours of a whole day there.",
            "Академических часов в полном дне занятий.",
            default=6,
        ),
        Field(
            "asks",
            "условия",
            ListOf(CONDITIONS),
            "What a group must have before its first entry.",
            "Что группе нужно до первого входа.",
            default=(),
        ),
        Field(
            "programmes",
            "программы",
            ListOf(key("programme")),
            "Programmes whose practice these workplaces take; without it, any.",
            "Программы, практику которых принимают эти рабочие места; если не указаны — любые.",
            default=(),
        ),
        Field(
            "grant",
            "грант",
            Text(),
            "Grant on which the equipment was bought.",
            "Грант, на который куплено оборудование.",
            default="",
        ),
    ),
)

HOLDING = Shape(
    kind="holding",
    make=Holding,
    fields=(
        Field("group", "группа", key("group"), "Which group.", "Какая группа.", required=True),
        Field("condition", "условие", CONDITIONS, "What it meets.", "Что выполнено.", required=True),
        Field("since", "с", Day(), "From which day on.", "С какого дня.", required=True),
    ),
)

CONTRACT = Shape(
    kind="contract",
    make=NetworkContract,
    key="key",
    fields=(
        Field("key", "номер", key(), "Number of the contract.", "Номер договора.", required=True),
        Field(
            "owner",
            "владелец",
            key("organisation"),
            "Whose workshops and teachers.",
            "Чьи мастерские и преподаватели.",
            required=True,
        ),
        Field(
            "partner", "партнёр", key("organisation"), "Whose learners come.", "Чьи студенты приходят.", required=True
        ),
        Field("first", "с", Day(), "First day it is about.", "С какого дня.", required=True),
        Field("last", "по", Day(), "Last day it is about.", "По какой день.", required=True),
        Field(
            "signed",
            "подписан",
            Day(),
            "Day on which the last side signed; without it, not in force.",
            "День подписания последней стороной; если не указан — договор не действует.",
        ),
    ),
)

CLAUSE = Shape(
    kind="clause",
    make=ContractClause,
    fields=(
        Field("contract", "договор", key("contract"), "Of which contract.", "Какого договора.", required=True),
        Field("programme", "программа", key("programme"), "Which programme.", "Какая программа.", required=True),
        Field(
            "executor",
            "кто учит",
            key("organisation"),
            "Side whose people teach.",
            "Сторона, сотрудники которой учат.",
            required=True,
        ),
        Field(
            "elements",
            "элементы",
            ListOf(Code("index", INDEX)),
            "Elements; without them, all that lie in the other side's workshops.",
            "Элементы программы; если не указаны — все, что проходят в мастерских другой стороны.",
            default=(),
        ),
        Field(
            "hours",
            "часов",
            Integer(1, 10_000),
            "Most academic hours of a group; without it, as the plan has.",
            "Не больше академических часов на группу; если не указано — сколько в плане.",
        ),
        Field(
            "first", "с", Day(), "First day; without it, the contract's.", "С какого дня; не указано — как в договоре."
        ),
        Field(
            "last", "по", Day(), "Last day; without it, the contract's.", "По какой день; не указано — как в договоре."
        ),
    ),
)

QUOTA = Shape(
    kind="quota",
    make=PartnerQuota,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ квоты.", required=True),
        Field("partner", "партнёр", key("organisation"), "Whose share.", "Чья квота.", required=True),
        Field(
            "workshops",
            "мастерские",
            ListOf(key("workshop")),
            "Workshops; their days count together.",
            "Мастерские; их дни считаются вместе.",
            required=True,
        ),
        Field("first", "с", Day(), "First day it is about.", "С какого дня.", required=True),
        Field("last", "по", Day(), "Last day it is about.", "По какой день.", required=True),
        Field(
            "days",
            "дней",
            Integer(0, 100_000),
            "Group-days: one group or subgroup for one day.",
            "Группо-дней: одна группа или подгруппа на один день.",
            required=True,
        ),
        Field(
            "price",
            "цена дня",
            Amount(Decimal(0), Decimal(999_999_999)),
            "Of a group-day; without it, free.",
            "За группо-день; если не указана — бесплатно.",
        ),
        Field("contract", "договор", key("contract"), "Contract it rests on.", "Договор, на котором основана."),
    ),
)

HOSTEL = Shape(
    kind="hostel",
    make=Hostel,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ общежития.", required=True),
        Field("organisation", "организация", key("organisation"), "Whose it is.", "Чьё общежитие.", required=True),
        Field("name", "название", Text(), "Its name.", "Название.", required=True),
        Field(
            "near",
            "площадки рядом",
            ListOf(key("site")),
            "Sites from which one walks there.",
            "Площадки, от которых до него можно дойти пешком.",
            required=True,
        ),
        Field(
            "beds",
            "мест",
            Integer(0, 10_000),
            "Beds a night for visiting learners.",
            "Мест для приезжих студентов на ночь.",
            required=True,
        ),
    ),
)
