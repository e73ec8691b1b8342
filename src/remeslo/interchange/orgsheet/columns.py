"""Columns of the table in Russian and English, the other names that sheets have for them, and who reads their cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.entity import EntityKind
from remeslo.interchange.orgsheet import cells
from remeslo.interchange.orgsheet.cells import Parse
from remeslo.interchange.sentences import Language

Words = Mapping[StrEnum, tuple[str, ...]]
ROLES: Final[Words] = MappingProxyType(
    {
        OrganisationRole.BASE_COLLEGE: ("базовый колледж", "base college", "базовая организация", "базовая оо"),
        OrganisationRole.NETWORK_COLLEGE: ("сетевой колледж", "network college", "сетевая организация", "сетевая оо"),
        OrganisationRole.ANCHOR_EMPLOYER: ("якорный работодатель", "anchor employer", "опорный работодатель"),
        OrganisationRole.PARTNER_EMPLOYER: ("предприятие-партнёр", "partner employer", "партнёр", "работодатель"),
        OrganisationRole.CORPORATE_UNIVERSITY: ("корпоративный университет", "corporate university"),
        OrganisationRole.MANAGING_BODY: ("управляющая организация", "managing body", "управляющая компания"),
        OrganisationRole.REGION_AUTHORITY: ("региональный орган власти", "regional authority", "роив", "министерство"),
    }
)
KINDS: Final[Words] = MappingProxyType(
    {
        EntityKind.COLLEGE: ("колледж", "college", "техникум", "образовательная организация", "поо", "спо"),
        EntityKind.UNIVERSITY: ("вуз", "university", "университет", "институт"),
        EntityKind.ENTERPRISE: ("предприятие", "enterprise", "завод", "компания", "работодатель"),
        EntityKind.CORPORATE_UNIVERSITY: ("корпоративный университет", "corporate university"),
        EntityKind.AUTHORITY: ("орган власти", "authority", "министерство", "роив"),
        EntityKind.ASSOCIATION: ("объединение", "association", "ассоциация", "союз"),
        EntityKind.OTHER: ("иное", "other", "другое"),
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column.

    Parameters
    ----------
    field
        Of `OrganisationRow`; ``inn_kpp`` and ``point`` fill two at once and are never written.
    expected
        What a cell should hold, a word of the label group ``value_type``.
    """

    field: str
    ru: str
    en: str
    also: tuple[str, ...]
    parse: Parse
    expected: str = "text"
    words: Words | None = None
    width: int = 18

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is understood."""
        return (self.ru, self.en, self.field, *self.also)

    def name(self, language: Language) -> str:
        """The name that is written."""
        return self.ru if language == "ru" else self.en


COLUMNS: Final = (
    Column("key", "Ключ", "Key", ("Код организации", "id"), cells.text, width=16),
    Column(
        "name",
        "Наименование",
        "Name",
        (
            "Название",
            "Организация",
            "Полное наименование",
            "Наименование организации",
            "Название организации",
            "Полное наименование организации",
            "Наименование ОО",
            "Предприятие",
            "Колледж",
            "Organisation",
            "Organization",
            "Full name",
        ),
        cells.text,
        width=48,
    ),
    Column("short", "Краткое наименование", "Short name", ("Сокращённое наименование", "Краткое название"), cells.text),
    Column("kind", "Вид", "Kind", ("Тип", "Вид организации", "Тип организации"), cells.choice(KINDS), "choice", KINDS),
    Column("inn", "ИНН", "INN", ("Taxpayer number", "ИНН организации"), cells.inn, "inn", width=14),
    Column("kpp", "КПП", "KPP", (), cells.kpp, "kpp", width=12),
    Column("inn_kpp", "ИНН/КПП", "INN/KPP", ("ИНН, КПП", "ИНН КПП"), cells.inn_and_kpp, "inn"),
    Column("ogrn", "ОГРН", "OGRN", ("ОГРН/ОГРНИП",), cells.ogrn, "ogrn", width=16),
    Column("region", "Регион", "Region", ("Субъект РФ", "Субъект Российской Федерации", "Субъект"), cells.text),
    Column("settlement", "Населённый пункт", "Settlement", ("Город", "Муниципалитет", "Town", "City"), cells.text),
    Column("address", "Адрес", "Address", ("Юридический адрес", "Местонахождение"), cells.text, width=40),
    Column("latitude", "Широта", "Latitude", ("lat",), cells.degrees(90), "latitude", width=12),
    Column("longitude", "Долгота", "Longitude", ("lon", "lng"), cells.degrees(180), "longitude", width=12),
    Column("point", "Координаты", "Coordinates", ("Геокоординаты",), cells.point, "point"),
    Column("cluster", "Кластер", "Cluster", ("Ключ кластера", "Название кластера"), cells.text, width=24),
    Column("role", "Роль", "Role", ("Роль в кластере", "Статус в кластере"), cells.choice(ROLES), "choice", ROLES, 24),
    Column("since", "С", "Since", ("Дата вступления", "Участвует с", "В кластере с", "From"), cells.day, "date"),
    Column("until", "До", "Until", ("Дата выхода", "Участвует до", "В кластере до"), cells.day, "date"),
)
WRITTEN: Final = tuple(c for c in COLUMNS if c.field not in ("inn_kpp", "point"))
PASSED_OVER: Final = ("№", "№ п/п", "N п/п", "Номер", "Пп", "No", "No.")
"""Columns of row numbers: nothing is said of them."""


def column(field: str) -> Column:
    """The column of a field."""
    return next(c for c in COLUMNS if c.field == field)
