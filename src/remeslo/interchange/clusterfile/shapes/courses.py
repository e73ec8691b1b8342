"""Courses, the days on which they are held, and mentors' agreements."""

from decimal import Decimal

from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.shapes.staffing import NEEDS, PRICE
from remeslo.interchange.clusterfile.staffmarks import TraineeMark, WeekHours
from remeslo.interchange.clusterfile.valuetypes import Day, Integer, Text, key
from remeslo.interchange.clusterfile.words import COURSE_MODULES, ENDED_BY

COURSE = Shape(
    kind="course",
    make=Course,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ курса.", required=True),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field("topic", "тема", Text(), "Theme in plain words.", "Тема обычными словами.", default=""),
        Field(
            "module",
            "вид",
            COURSE_MODULES,
            "Pedagogic or production module, or an internship at an enterprise.",
            "Педагогический или производственный модуль либо стажировка на предприятии.",
            required=True,
        ),
        Field(
            "gives",
            "даёт",
            NEEDS,
            "Skills and levels that its paper shows.",
            "Навыки и уровни, которые подтверждает документ.",
            required=True,
        ),
        Field(
            "needs_before",
            "нужно до начала",
            NEEDS,
            "Skills that a participant must hold on the first day.",
            "Навыки, без которых на курс не берут.",
            default=(),
        ),
        Field("hours", "часов", Integer(1, 2000), "Hours of the whole course.", "Часов во всём курсе.", required=True),
        Field("host", "кто проводит", key("organisation"), "Who holds it.", "Кто проводит.", required=True),
        Field(
            "equipment", "оборудование", ListOf(Text()), "Machines it is held on.", "На каком оборудовании.", default=()
        ),
        Field("price", "цена", PRICE, "For one participant.", "За одного участника.", default=Decimal(0)),
        Field("certificate", "документ", Text(), "Paper it ends with.", "Чем заканчивается.", default=""),
        Field(
            "valid_months",
            "действует месяцев",
            Integer(1, 600),
            "How long the paper is in force; without it, for good.",
            "Сколько действует документ; если не указано — бессрочно.",
        ),
    ),
)

SESSION = Shape(
    kind="session",
    make=Session,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ потока.", required=True),
        Field("course", "курс", key("course"), "Course that is held.", "Какой курс.", required=True),
        Field("first", "с", Day(), "First day.", "Первый день.", required=True),
        Field("last", "по", Day(), "Last day.", "Последний день.", required=True),
        Field(
            "places", "мест", Integer(1, 1000), "Participants at most.", "Сколько участников, не больше.", required=True
        ),
        Field(
            "hours_by_week",
            "часы по неделям",
            ListOf(WeekHours()),
            "Hours that a participant is away from teaching, by the Monday of the week: `2026-10-05=18`; without them "
            "the hours of the course are spread evenly.",
            "На сколько часов участник отвлекается от занятий, по понедельникам недель: `2026-10-05=18`; если не "
            "указано, часы курса делятся поровну.",
            default=(),
        ),
    ),
)

MENTORSHIP = Shape(
    kind="mentorship",
    make=Mentorship,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ записи.", required=True),
        Field("mentor", "наставник", key("person"), "Who guides.", "Кто ведёт.", required=True),
        Field("first", "с", Day(), "First day.", "Первый день.", required=True),
        Field("last", "по", Day(), "Last day agreed.", "Последний день по договору.", required=True),
        Field(
            "trainees",
            "ученики",
            ListOf(TraineeMark()),
            "Pseudonyms, with the day of birth where the hours of minors are to be judged: `u-014=2009-05-30`.",
            "Псевдонимы; с датой рождения, если нужно проверять часы несовершеннолетних: `u-014=2009-05-30`.",
            default=(),
        ),
        Field("group", "группа", key("group"), "Group they study in.", "В какой группе учатся."),
        Field("workplace", "рабочее место", key("workshop"), "Where they work.", "Где работают."),
        Field(
            "hours_by_week",
            "часов в неделю",
            Integer(0, 60),
            "Hours a week that each trainee works there.",
            "Сколько часов в неделю там работает каждый ученик.",
            default=0,
        ),
        Field(
            "mentor_hours",
            "часов наставника в неделю",
            Integer(0, 60),
            "Hours a week that the mentor gives to it.",
            "Сколько часов в неделю отдаёт наставник.",
            default=0,
        ),
        Field(
            "consent",
            "согласие от",
            Day(),
            "Day of the mentor's written consent; without it, not given.",
            "Дата письменного согласия наставника; если не указана — согласия нет.",
        ),
        Field("content", "содержание", Text(), "What is to be done.", "В чём состоит работа.", default=""),
        Field("form", "форма", Text(), "How it is done.", "В какой форме.", default=""),
        Field("pay", "доплата в месяц", PRICE, "A month.", "Сколько платят в месяц."),
        Field(
            "ended_on",
            "прекращено с",
            Day(),
            "Last day, when ended early.",
            "Последний день, если прекращено досрочно.",
        ),
        Field("ended_by", "кто прекратил", ENDED_BY, "Who ended it early.", "Кто прекратил досрочно."),
        Field("notice_on", "предупреждение от", Day(), "Day of the notice.", "Дата предупреждения."),
    ),
)
