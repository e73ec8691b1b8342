"""Words of the enumerations, as files write them; the English word is the value in the core."""

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.statestandard import EntryBase, OutcomeKind, ProgrammeKind
from remeslo.core.network.place import Condition
from remeslo.core.network.resources import OrganisationRole
from remeslo.core.network.rooms import RoomKind
from remeslo.core.network.terms import Weekday
from remeslo.core.registry.entity import EntityKind
from remeslo.core.registry.lifecycle import ClusterState
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.staffing.absence import AbsenceReason
from remeslo.core.staffing.course import CourseModule
from remeslo.core.staffing.mentorship import EndedBy
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.qualification import EvidenceKind
from remeslo.interchange.clusterfile.valuetypes import Choice, Word

ELEMENT_KINDS = Choice(
    (
        Word(ElementKind.SCHOOL, "предмет", ("общеобразовательный предмет", "ООД", "школьный предмет")),
        Word(ElementKind.THEORY, "теория", ("теоретическое обучение", "дисциплина", "МДК")),
        Word(ElementKind.LABORATORY, "лабораторные", ("лабораторные и практические занятия", "ЛПЗ", "практические")),
        Word(ElementKind.TRAINING_PRACTICE, "учебная практика", ("УП",)),
        Word(ElementKind.WORK_PRACTICE, "производственная практика", ("ПП",)),
        Word(ElementKind.PREDIPLOMA_PRACTICE, "преддипломная практика", ("ПДП",)),
        Word(ElementKind.ATTESTATION, "аттестация", ("промежуточная аттестация", "ПА", "экзамен")),
        Word(ElementKind.FINAL_ATTESTATION, "итоговая аттестация", ("государственная итоговая аттестация", "ГИА")),
    )
)
ORGANISATION_ROLES = Choice(
    (
        Word(OrganisationRole.BASE_COLLEGE, "базовый колледж", ("опорный колледж", "базовая ОО", "ресурсный центр")),
        Word(OrganisationRole.NETWORK_COLLEGE, "сетевой колледж", ("сетевая ОО",)),
        Word(OrganisationRole.ANCHOR_EMPLOYER, "якорный работодатель", ("опорный работодатель",)),
        Word(OrganisationRole.PARTNER_EMPLOYER, "предприятие-партнёр", ("работодатель-партнёр", "партнёр")),
        Word(OrganisationRole.CORPORATE_UNIVERSITY, "корпоративный университет"),
        Word(OrganisationRole.MANAGING_BODY, "управляющая компания", ("совет кластера",)),
        Word(OrganisationRole.REGION_AUTHORITY, "региональный орган власти", ("РОИВ", "министерство")),
    )
)
STAFF_ROLES = Choice(
    (
        Word(StaffRole.TEACHER, "преподаватель", ("учитель",)),
        Word(StaffRole.MASTER, "мастер", ("мастер п/о", "мастер производственного обучения")),
        Word(StaffRole.MENTOR, "наставник"),
    )
)
PROGRAMME_KINDS = Choice(
    (
        Word(ProgrammeKind.WORKER, "рабочие", ("ППКРС", "программа подготовки квалифицированных рабочих")),
        Word(ProgrammeKind.SPECIALIST, "специалисты", ("ППССЗ", "программа подготовки специалистов среднего звена")),
    )
)
ENTRY_BASES = Choice(
    (
        Word(EntryBase.BASIC_GENERAL, "ООО", ("9 классов", "основное общее образование")),
        Word(EntryBase.SECONDARY_GENERAL, "СОО", ("11 классов", "среднее общее образование")),
    )
)
OUTCOME_KINDS = Choice(
    (
        Word(OutcomeKind.PRACTICE_SKILL, "навык", ("Н", "практический опыт", "ПО")),
        Word(OutcomeKind.ABILITY, "умение", ("У",)),
        Word(OutcomeKind.KNOWLEDGE, "знание", ("З",)),
    )
)
EVIDENCE = Choice(
    (
        Word(EvidenceKind.DIPLOMA, "диплом", ("диплом об образовании",)),
        Word(EvidenceKind.CERTIFICATE, "удостоверение", ("свидетельство", "сертификат")),
        Word(EvidenceKind.INTERNSHIP, "стажировка"),
        Word(EvidenceKind.EXPERIENCE, "опыт работы", ("стаж",)),
        Word(EvidenceKind.ADMISSION, "допуск", ("допуск к работе",)),
    )
)
COURSE_MODULES = Choice(
    (
        Word(CourseModule.PEDAGOGIC, "педагогический", ("педагогический модуль",)),
        Word(CourseModule.PRODUCTION, "производственный", ("производственный модуль",)),
        Word(CourseModule.INTERNSHIP, "стажировка"),
    )
)
ABSENCE_REASONS = Choice(
    (
        Word(AbsenceReason.LEAVE, "отпуск"),
        Word(AbsenceReason.ILLNESS, "болезнь", ("больничный",)),
        Word(AbsenceReason.COURSE, "учёба", ("курсы",)),
        Word(AbsenceReason.OTHER, "другое"),
    )
)
ENDED_BY = Choice((Word(EndedBy.MENTOR, "наставник"), Word(EndedBy.EMPLOYER, "работодатель")))
WEEKDAYS = Choice(
    (
        Word(Weekday.MONDAY, "пн", ("понедельник", "monday")),
        Word(Weekday.TUESDAY, "вт", ("вторник", "tuesday")),
        Word(Weekday.WEDNESDAY, "ср", ("среда", "wednesday")),
        Word(Weekday.THURSDAY, "чт", ("четверг", "thursday")),
        Word(Weekday.FRIDAY, "пт", ("пятница", "friday")),
        Word(Weekday.SATURDAY, "сб", ("суббота", "saturday")),
        Word(Weekday.SUNDAY, "вс", ("воскресенье", "sunday")),
    )
)
CONDITIONS = Choice(
    (
        Word(Condition.BRIEFING, "инструктаж", ("инструктаж по охране труда",)),
        Word(Condition.LICENCE, "допуск", ("удостоверение", "право управления")),
        Word(Condition.MEDICAL, "медосмотр", ("медицинский осмотр",)),
        Word(Condition.ADULT, "совершеннолетие", ("18 лет",)),
    )
)
ROOM_KINDS = Choice(
    (
        Word(RoomKind.CLASSROOM, "кабинет", ("аудитория",)),
        Word(RoomKind.COMPUTERS, "компьютерный класс"),
        Word(RoomKind.LABORATORY, "лаборатория"),
        Word(RoomKind.GYM, "спортзал", ("спортивный зал",)),
    )
)
ENTITY_KINDS = Choice(
    (
        Word(EntityKind.COLLEGE, "колледж", ("техникум", "ПОО")),
        Word(EntityKind.UNIVERSITY, "университет", ("вуз",)),
        Word(EntityKind.ENTERPRISE, "предприятие", ("организация-работодатель",)),
        Word(EntityKind.CORPORATE_UNIVERSITY, "корпоративный университет"),
        Word(EntityKind.AUTHORITY, "орган власти", ("министерство", "департамент")),
        Word(EntityKind.ASSOCIATION, "объединение", ("ассоциация", "союз")),
        Word(EntityKind.OTHER, "другое"),
    )
)
HIERARCHIES = Choice(
    (
        Word(Hierarchy.CLUSTER, "кластер"),
        Word(Hierarchy.INDUSTRY, "отрасль"),
        Word(Hierarchy.REGION, "регион"),
        Word(Hierarchy.ROUND, "отбор", ("конкурсный отбор",)),
    )
)
CLUSTER_STATES = Choice(
    (
        Word(ClusterState.DRAFT, "замысел", ("черновик",)),
        Word(ClusterState.APPLIED, "заявка", ("заявка подана",)),
        Word(ClusterState.SELECTED, "отобран", ("победитель отбора",)),
        Word(ClusterState.AGREEMENT, "соглашение", ("соглашение подписано",)),
        Word(ClusterState.SETUP, "подготовка", ("создание",)),
        Word(ClusterState.LAUNCHED, "запущен", ("открыт",)),
        Word(ClusterState.OPERATING, "работает"),
        Word(ClusterState.MONITORED, "проверен", ("мониторинг",)),
        Word(ClusterState.CLOSED, "закрыт", ("завершён",)),
        Word(ClusterState.CLAWBACK, "возврат средств"),
    )
)
