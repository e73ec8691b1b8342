"""The kinds of files that staffing is planned from; all of them may be absent."""

from remeslo.interchange.clusterfile.description import FileKind, Shape
from remeslo.interchange.clusterfile.shapes import (
    ABSENCE,
    COURSE,
    MENTORSHIP,
    QUALIFICATION,
    SESSION,
    SKILL,
    TEACHING_REQUIREMENT,
    WAY,
)


def _kind(name: str, ru: str, shape: Shape[object], about: str, about_ru: str) -> FileKind:
    return FileKind(
        name=name,
        path=f"{name}.csv",
        path_ru=f"{ru}.csv",
        suffixes=(".csv",),
        shape=shape,
        about=about,
        about_ru=about_ru,
    )


WAYS = _kind(
    "ways", "дороги", WAY, "How long the way between sites takes.", "Сколько занимает дорога между площадками."
)
SKILLS = _kind(
    "skills",
    "навыки",
    SKILL,
    "What those who teach can be able to do.",
    "Что могут уметь те, кто учит.",
)
REQUIREMENTS = _kind(
    "requirements",
    "требования",
    TEACHING_REQUIREMENT,
    "What elements, competences, workshops and machines ask of those who teach there.",
    "Чего элементы, компетенции, мастерские и станки требуют от тех, кто там учит.",
)
QUALIFICATIONS = _kind(
    "qualifications",
    "квалификации",
    QUALIFICATION,
    "What teachers, masters and mentors can do, with evidence and days in force.",
    "Что умеют преподаватели, мастера и наставники, чем подтверждено и сколько действует.",
)
COURSES = _kind(
    "courses", "курсы", COURSE, "Courses and internships for those who teach.", "Курсы и стажировки для тех, кто учит."
)
SESSIONS = _kind("sessions", "потоки", SESSION, "Days on which courses are held.", "Когда проходят курсы.")
ABSENCES = _kind("absences", "отсутствия", ABSENCE, "Days on which people do not teach.", "Когда сотрудников нет.")
MENTORSHIPS = _kind(
    "mentorships",
    "наставничество",
    MENTORSHIP,
    "Mentors' agreements with their trainees, under pseudonyms.",
    "Договорённости наставников и их ученики (под псевдонимами).",
)

STAFFING_KINDS = (WAYS, SKILLS, REQUIREMENTS, QUALIFICATIONS, COURSES, SESSIONS, ABSENCES, MENTORSHIPS)
"""In the order in which the folder's page lists them."""
