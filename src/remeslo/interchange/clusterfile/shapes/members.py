"""The cluster itself and what belongs to it: organisations, sites, workshops, people, groups."""

from decimal import Decimal

from remeslo.core.base.calendar import Holiday, YearLayout
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, Site, Workshop
from remeslo.core.staffing.people import StaffMember
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape, Table
from remeslo.interchange.clusterfile.membermarks import LATITUDE, LONGITUDE
from remeslo.interchange.clusterfile.shapes.common import YEAR
from remeslo.interchange.clusterfile.staffmarks import Amount
from remeslo.interchange.clusterfile.valuetypes import Boolean, Code, Day, Integer, Text, key
from remeslo.interchange.clusterfile.words import ORGANISATION_ROLES, STAFF_ROLES

FORMAT = 1
"""Version of the folder's format; a later one is refused, not guessed at."""

LAYOUT = Shape(
    kind="layout",
    make=YearLayout,
    fields=(
        Field(
            "autumn",
            "осень",
            Integer(0, 52),
            "Study weeks of the first semester of a course.",
            "Учебных недель в первом семестре курса.",
            default=17,
        ),
        Field(
            "winter",
            "зимние каникулы",
            Integer(0, 52),
            "Weeks of the winter break.",
            "Недель зимних каникул.",
            default=2,
        ),
        Field(
            "spring",
            "весна",
            Integer(0, 52),
            "Study weeks of the second semester. What is left of 52 weeks is the summer vacation.",
            "Учебных недель во втором семестре. Остаток от 52 недель — летние каникулы.",
            default=24,
        ),
    ),
)

CLUSTER = Shape(
    kind="cluster",
    make=Cluster,
    fields=(
        Field(
            "format",
            "формат",
            Integer(1, 999),
            f"Version of this format: {FORMAT}.",
            f"Версия формата папки: {FORMAT}.",
            required=True,
            attr="",
        ),
        Field(
            "language",
            "язык",
            Code("language", "ru|en"),
            "Language that the folder is written in, `ru` or `en`. Names of both languages are always understood.",
            "Язык, на котором записана папка: `ru` или `en`. Названия на обоих языках понимаются всегда.",
            default="ru",
            attr="",
        ),
        Field("key", "ключ", key(), "Key of the cluster.", "Ключ кластера.", required=True),
        Field("name", "название", Text(), "Name of the cluster.", "Название кластера.", required=True),
        Field("industry", "отрасль", Text(), "Industry, in plain words.", "Отрасль, обычными словами.", required=True),
        Field("region", "регион", Text(), "Region.", "Субъект Федерации, регион.", required=True),
        Field(
            "illustrative",
            "учебный пример",
            Boolean(),
            "True for invented data: shown wherever the cluster shows.",
            "«Да» для вымышленных данных: отметка видна везде, где виден кластер.",
            default=False,
        ),
        Field(
            "day",
            "на дату",
            Day(),
            "Day for which norms and editions in force are taken.",
            "Дата, на которую берутся действующие нормативы и редакции.",
            required=True,
        ),
        Field(
            "start_year",
            "год начала",
            YEAR,
            "Year of the 1 September on which the planned groups begin.",
            "Год, 1 сентября которого начинают учиться группы, для которых составляется план.",
            required=True,
        ),
        Field(
            "layout",
            "учебный год",
            Table(LAYOUT),
            "How a study year divides into semesters and vacations; together at most 52 weeks.",
            "Как учебный год делится на семестры и каникулы; вместе не больше 52 недель.",
            default=YearLayout(),
        ),
    ),
)

ORGANISATION = Shape(
    kind="organisation",
    make=Organisation,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ организации.", required=True),
        Field("name", "название", Text(), "Its name.", "Название.", required=True),
        Field("role", "роль", ORGANISATION_ROLES, "Part it plays in the cluster.", "Роль в кластере.", required=True),
        Field(
            "parent",
            "головная организация",
            key("organisation"),
            "Organisation it belongs to, as a corporate university to its enterprise.",
            "Организация, которой она принадлежит (корпоративный университет — предприятию).",
        ),
        Field("settlement", "населённый пункт", Text(), "Town or village.", "Город, посёлок, село.", default=""),
    ),
)

SITE = Shape(
    kind="site",
    make=Site,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ площадки.", required=True),
        Field("organisation", "организация", key("organisation"), "Whose it is.", "Чья площадка.", required=True),
        Field("name", "название", Text(), "Its name.", "Название.", required=True),
        Field("address", "адрес", Text(), "Postal address.", "Адрес.", default=""),
        Field(
            "latitude",
            "широта",
            LATITUDE,
            "Degrees north of the equator, with the longitude; for the map and for distances.",
            "Градусы северной широты, вместе с долготой; для карты и расстояний.",
        ),
        Field("longitude", "долгота", LONGITUDE, "Degrees east of Greenwich.", "Градусы восточной долготы."),
    ),
)

WORKSHOP = Shape(
    kind="workshop",
    make=Workshop,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ мастерской.", required=True),
        Field(
            "site", "площадка", key("site"), "Site it stands on.", "Площадка, на которой она находится.", required=True
        ),
        Field("name", "название", Text(), "Its name.", "Название.", required=True),
        Field(
            "places",
            "мест",
            Integer(1, 1000),
            "Students who can work there at once.",
            "Сколько студентов могут работать одновременно.",
            required=True,
        ),
        Field("equipment", "оборудование", ListOf(Text()), "Machines and stands.", "Станки и стенды.", default=()),
        Field(
            "shared",
            "общая",
            Boolean(),
            "True when other colleges of the cluster may use it.",
            "«Да», если ею могут пользоваться другие колледжи кластера.",
            default=False,
        ),
    ),
)

PERSON = Shape(
    kind="person",
    make=StaffMember,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Key of the person.", "Ключ сотрудника.", required=True),
        Field(
            "organisation",
            "организация",
            key("organisation"),
            "Where the person works.",
            "Место работы.",
            required=True,
        ),
        Field("name", "имя", Text(), "Name.", "Фамилия, имя, отчество.", required=True),
        Field("role", "роль", STAFF_ROLES, "What the person does.", "Кем работает.", required=True),
        Field(
            "subjects",
            "предметы",
            ListOf(Text()),
            "Subjects, modules or machines in plain words.",
            "Предметы, модули или станки обычными словами.",
            default=(),
        ),
        Field(
            "weekly_hours",
            "часов в неделю",
            Integer(0, 60),
            "Teaching hours a week at most.",
            "Учебная нагрузка, не больше часов в неделю.",
            default=18,
        ),
        Field(
            "rate",
            "ставка",
            Amount(Decimal("0.01"), Decimal(2)),
            "Share of a full rate that the person works.",
            "Доля ставки.",
            default=Decimal(1),
        ),
        Field(
            "industry_from",
            "в отрасли с",
            Day(),
            "First day of work in the industry that the person teaches for; without it, nothing is known of such work.",
            "Первый день работы в отрасли, для которой он учит; если не указан, о такой работе ничего не известно.",
        ),
        Field(
            "industry_until",
            "в отрасли по",
            Day(),
            "Last day of that work; without it, still at work there.",
            "Последний день этой работы; если не указан — работает и сейчас.",
        ),
        Field(
            "home",
            "своя площадка",
            key("site"),
            "Where the person usually teaches; ways to other sites are counted from there.",
            "Где обычно ведёт занятия; от неё считается дорога до других площадок.",
        ),
    ),
)

GROUP = Shape(
    kind="group",
    make=StudentGroup,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Key of the group.", "Ключ группы.", required=True),
        Field(
            "organisation",
            "организация",
            key("organisation"),
            "College that teaches it.",
            "Колледж, в котором она учится.",
            required=True,
        ),
        Field(
            "programme",
            "программа",
            key("programme"),
            "Programme it studies.",
            "Программа, по которой она учится.",
            required=True,
        ),
        Field(
            "start_year",
            "год начала",
            YEAR,
            "Year of the 1 September on which it begins.",
            "Год, 1 сентября которого она начинает учиться.",
            required=True,
        ),
        Field("size", "человек", Integer(1, 500), "Students in the group.", "Студентов в группе.", required=True),
    ),
)

HOLIDAY = Shape(
    kind="holiday",
    make=Holiday,
    fields=(
        Field("day", "дата", Day(), "The day.", "День.", required=True),
        Field(
            "hours",
            "часов",
            Integer(1, 24),
            "Hours that a group's week loses by it. A norm says whether they are recovered on other days "
            "(`holiday_hours_recovered`).",
            "Сколько часов из-за него теряет неделя группы. Восполняются ли они в другие дни, говорит норматив "
            "(`holiday_hours_recovered`).",
            required=True,
        ),
        Field("name", "название", Text(), "Its name.", "Название.", default=""),
    ),
)
