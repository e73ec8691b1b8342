"""The kinds of files that allocation and timetables are made from; all of them may be absent."""

from remeslo.interchange.clusterfile.description import FileKind, Shape
from remeslo.interchange.clusterfile.shapes import (
    BELL,
    CLAUSE,
    CONTRACT,
    HOLDING,
    HOSTEL,
    OPEN_HOURS,
    QUOTA,
    ROOM,
    USE_TERMS,
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


ROOMS = _kind("rooms", "аудитории", ROOM, "Classrooms besides workshops.", "Аудитории, кроме мастерских.")
BELLS = _kind("bells", "звонки", BELL, "Pairs of the study day, in order.", "Пары учебного дня, по порядку.")
OPENING_HOURS = _kind(
    "open_hours",
    "часы_работы",
    OPEN_HOURS,
    "When workshops are open, and to whom. A workshop without a row: shift 1, Monday to Saturday, to everybody when it "
    "is shared, else to its owner.",
    "Когда мастерские открыты и для кого. Мастерская без строк открыта в первую смену с понедельника по субботу: общая "
    "— для всех, иначе — для владельца.",
)
TERMS_OF_USE = _kind(
    "use_terms", "условия", USE_TERMS, "On what conditions workshops are used.", "На каких условиях ими пользуются."
)
HOLDINGS = _kind(
    "holdings",
    "допуски",
    HOLDING,
    "Conditions of use that groups meet.",
    "Какие условия допуска выполнили группы.",
)
CONTRACTS = _kind("contracts", "договоры", CONTRACT, "Network contracts.", "Договоры о сетевой форме.")
CLAUSES = _kind("clauses", "пункты", CLAUSE, "Who teaches what under a contract.", "Кто чему учит по договору.")
QUOTAS = _kind(
    "quotas", "квоты", QUOTA, "How much of which workshops a partner may use.", "Сколько каких мастерских у партнёра."
)
HOSTELS = _kind("hostels", "общежития", HOSTEL, "Beds for visiting learners.", "Места для приезжих студентов.")

NETWORK_KINDS = (ROOMS, BELLS, OPENING_HOURS, TERMS_OF_USE, HOLDINGS, CONTRACTS, CLAUSES, QUOTAS, HOSTELS)
"""In the order in which the folder's page lists them."""
