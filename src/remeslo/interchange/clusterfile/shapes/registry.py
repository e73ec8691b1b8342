"""The organisations themselves, and a cluster's place and life day by day."""

from collections.abc import Mapping
from typing import Any

from remeslo.core.registry.entity import EntityName, LegalEntity
from remeslo.core.registry.keys import ClusterKey
from remeslo.core.registry.lifecycle import StateChange
from remeslo.core.registry.members import Licence, MemberOf
from remeslo.core.registry.placement import Placement
from remeslo.core.registry.succession import Succession
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.membermarks import LATITUDE, LONGITUDE, Node, Shown
from remeslo.interchange.clusterfile.valuetypes import Day, Text, key
from remeslo.interchange.clusterfile.words import CLUSTER_STATES, ENTITY_KINDS, HIERARCHIES, ORGANISATION_ROLES

HERE = ClusterKey("")
"""Stands in values until the reader knows the key of the folder's cluster; rows are the folder's own."""


def _papers(pairs: tuple[Any, ...]) -> Mapping[Any, str]:
    return dict(pairs)


def _pairs(papers: Mapping[Any, str]) -> tuple[object, ...]:
    return tuple(papers.items())


SINCE = Field("since", "с", Day(), "First day.", "Первый день.", required=True)
UNTIL = Field(
    "until",
    "до",
    Day(),
    "First day on which it no longer holds; without it, it still holds.",
    "Первый день, когда это уже не действует; если не указан — действует и сейчас.",
)
WHOSE = Field("entity", "организация", key("entity"), "Which organisation.", "Какая организация.", required=True)
NAME = Field("name", "название", Text(), "Full name.", "Полное название.", required=True)
SHORT = Field("short", "краткое", Text(), "Short name.", "Краткое название.", default="")
KIND = Field("kind", "вид", ENTITY_KINDS, "What it is.", "Что это за организация.", required=True)

ENTITY = Shape(
    kind="entity",
    make=LegalEntity,
    key="key",
    fields=(
        Field(
            "key",
            "ключ",
            key(),
            "Its key, the same in the folders of all clusters it takes part in.",
            "Её ключ, один и тот же в папках всех кластеров, где она участвует.",
            required=True,
        ),
        NAME,
        SHORT,
        KIND,
        Field("inn", "ИНН", Text(), "Taxpayer's number (INN), 10 digits.", "ИНН, 10 цифр.", default=""),
        Field("kpp", "КПП", Text(), "Reason for registration (KPP), 9 characters.", "КПП, 9 знаков.", default=""),
        Field("ogrn", "ОГРН", Text(), "State registration number (OGRN), 13 digits.", "ОГРН, 13 цифр.", default=""),
        Field("region", "регион", Text(), "Region it is registered in.", "Регион регистрации.", default=""),
        Field("settlement", "населённый пункт", Text(), "Town or village.", "Город, посёлок, село.", default=""),
        Field("address", "адрес", Text(), "Postal address.", "Адрес.", default=""),
        Field("latitude", "широта", LATITUDE, "Degrees north.", "Градусы северной широты."),
        Field("longitude", "долгота", LONGITUDE, "Degrees east of Greenwich.", "Градусы восточной долготы."),
    ),
)

ENTITY_NAME = Shape(kind="entity_name", make=EntityName, fields=(WHOSE, NAME, SHORT, KIND, SINCE, UNTIL))

MEMBERSHIP = Shape(
    kind="membership",
    make=MemberOf,
    fixed={"cluster": HERE},
    fields=(
        WHOSE,
        Field(
            "organisation",
            "участник",
            key("organisation"),
            "Under which key it is listed among the members.",
            "Под каким ключом она в списке участников.",
            required=True,
        ),
        Field("role", "роль", ORGANISATION_ROLES, "Part it plays in these days.", "Роль в эти дни.", required=True),
        SINCE,
        UNTIL,
    ),
)

LICENCE = Shape(
    kind="licence",
    make=Licence,
    fields=(
        WHOSE,
        Field(
            "code",
            "код",
            Text(),
            "Code of the occupation or specialty.",
            "Код профессии, специальности.",
            required=True,
        ),
        Field("title", "название", Text(), "Its title.", "Название.", required=True),
        Field("number", "номер", Text(), "Number of the licence.", "Номер лицензии.", default=""),
        SINCE,
        UNTIL,
    ),
)

PLACEMENT = Shape(
    kind="placement",
    make=Placement,
    fields=(
        Field("hierarchy", "иерархия", HIERARCHIES, "In which tree.", "В каком дереве.", required=True),
        Field(
            "child",
            "что",
            Node(),
            "What lies there: `cluster:KEY`, `entity:KEY`, `region:NAME`.",
            "Что там находится: `кластер:КЛЮЧ`, `организация:КЛЮЧ`, `регион:НАЗВАНИЕ`.",
            required=True,
        ),
        Field(
            "parent",
            "внутри",
            Node(),
            "What it lies under: `industry:NAME`, `region:NAME`, `round:NAME`, `country`.",
            "Внутри чего: `отрасль:НАЗВАНИЕ`, `регион:НАЗВАНИЕ`, `отбор:НАЗВАНИЕ`, `страна`.",
            required=True,
        ),
        SINCE,
        UNTIL,
    ),
)

SUCCESSION = Shape(
    kind="succession",
    make=Succession,
    key="key",
    fields=(
        Field("key", "ключ", key(), "Its key.", "Ключ.", required=True),
        Field("on", "дата", Day(), "First day of the new order.", "Первый день нового порядка.", required=True),
        Field(
            "predecessors",
            "были",
            ListOf(key("entity")),
            "Who was; who is on both sides goes on.",
            "Кто был; кто указан и там и там, тот остаётся.",
            required=True,
        ),
        Field("successors", "стали", ListOf(key("entity")), "Who is from that day.", "Кто стал.", required=True),
        Field("document", "документ", Text(), "Number and date of the act.", "Номер и дата акта.", default=""),
    ),
)

STATE_CHANGE = Shape(
    kind="state_change",
    make=StateChange,
    fixed={"cluster": HERE},
    fields=(
        Field("state", "состояние", CLUSTER_STATES, "Which state begins.", "Какое состояние наступает.", required=True),
        Field("on", "дата", Day(), "On which day.", "В какой день.", required=True),
        Field(
            "shown",
            "подтверждено",
            ListOf(Shown()),
            "Requirements that were met, each with the paper that shows it: `requirement=paper`.",
            "Выполненные требования и чем подтверждены: `требование=документ`.",
            default=(),
            gather=_papers,
            spread=_pairs,
        ),
        Field("note", "примечание", Text(), "A note.", "Примечание.", default=""),
    ),
)
