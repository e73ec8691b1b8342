"""The kinds of files about the organisations themselves and the cluster's place and life; all of them may be absent."""

from remeslo.interchange.clusterfile.description import FileKind, Shape
from remeslo.interchange.clusterfile.shapes import (
    ENTITY,
    ENTITY_NAME,
    LICENCE,
    MEMBERSHIP,
    PLACEMENT,
    STATE_CHANGE,
    SUCCESSION,
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


ENTITIES = _kind(
    "entities",
    "юрлица",
    ENTITY,
    "Organisations themselves with their requisites, whatever clusters they take part in.",
    "Сами организации с реквизитами, в каких бы кластерах они ни участвовали.",
)
ENTITY_NAMES = _kind(
    "names",
    "прежние_названия",
    ENTITY_NAME,
    "Names and kinds that organisations had in other days.",
    "Названия и виды, которые были у организаций в другие дни.",
)
MEMBERSHIPS = _kind(
    "memberships",
    "участие",
    MEMBERSHIP,
    "Who takes part in the cluster, in which part and since when; a part that changes is one row ended and one begun. "
    "Without this file every member takes part from the first day of the year in which the cluster begins.",
    "Кто участвует в кластере, в какой роли и с какого дня; смена роли — одна строка кончилась, другая началась. Без "
    "этого файла все участники считаются участвующими с первого дня года, в котором начинает кластер.",
)
LICENCES = _kind(
    "licences",
    "лицензии",
    LICENCE,
    "Programmes that organisations may teach.",
    "Программы, на которые у организаций есть лицензия.",
)
PLACEMENTS = _kind(
    "placements",
    "иерархии",
    PLACEMENT,
    "Where the cluster and its organisations lie in the trees of industries, regions and funding rounds, day by day.",
    "Где кластер и его организации находятся в деревьях отраслей, регионов и отборов по дням.",
)
SUCCESSIONS = _kind(
    "successions",
    "правопреемство",
    SUCCESSION,
    "Organisations that merged, split or went on as others.",
    "Слияния, разделения и преобразования организаций.",
)
STATES = _kind(
    "states",
    "состояния",
    STATE_CHANGE,
    "The life of the cluster: from the idea to its end.",
    "Жизнь кластера: от замысла до завершения.",
)

REGISTRY_KINDS = (ENTITIES, ENTITY_NAMES, MEMBERSHIPS, LICENCES, PLACEMENTS, SUCCESSIONS, STATES)
"""In the order in which the folder's page lists them."""
