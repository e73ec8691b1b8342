"""The kinds of files of the folder: where each lies, in both languages, and what it holds."""

import unicodedata
from pathlib import PurePosixPath

from remeslo.interchange.clusterfile.description import FileKind
from remeslo.interchange.clusterfile.networkkinds import (
    BELLS,
    CLAUSES,
    CONTRACTS,
    HOLDINGS,
    HOSTELS,
    NETWORK_KINDS,
    OPENING_HOURS,
    QUOTAS,
    ROOMS,
    TERMS_OF_USE,
)
from remeslo.interchange.clusterfile.registrykinds import (
    ENTITIES,
    ENTITY_NAMES,
    LICENCES,
    MEMBERSHIPS,
    PLACEMENTS,
    REGISTRY_KINDS,
    STATES,
    SUCCESSIONS,
)
from remeslo.interchange.clusterfile.shapes import (
    AGREEMENT,
    CLUSTER,
    DEMAND,
    ELEMENT,
    GROUP,
    HOLIDAY,
    ORGANISATION,
    PERSON,
    PROGRAMME,
    SITE,
    STATE_STANDARD,
    WORKSHOP,
)
from remeslo.interchange.clusterfile.staffkinds import (
    ABSENCES,
    COURSES,
    MENTORSHIPS,
    QUALIFICATIONS,
    REQUIREMENTS,
    SESSIONS,
    SKILLS,
    STAFFING_KINDS,
    WAYS,
)

YAML = (".yaml", ".yml")
CSV = (".csv",)

CLUSTER_FILE = FileKind(
    name="cluster",
    path="cluster.yaml",
    path_ru="кластер.yaml",
    suffixes=YAML,
    shape=CLUSTER,
    about="The cluster itself. The only file that must be there.",
    about_ru="Сам кластер. Единственный обязательный файл.",
)
ORGANISATIONS = FileKind(
    name="organisations",
    path="organisations.csv",
    path_ru="организации.csv",
    suffixes=CSV,
    shape=ORGANISATION,
    about="Members of the cluster.",
    about_ru="Участники кластера.",
)
SITES = FileKind(
    name="sites",
    path="sites.csv",
    path_ru="площадки.csv",
    suffixes=CSV,
    shape=SITE,
    about="Places where they teach or work.",
    about_ru="Места, где они учат или работают.",
)
WORKSHOPS = FileKind(
    name="workshops",
    path="workshops.csv",
    path_ru="мастерские.csv",
    suffixes=CSV,
    shape=WORKSHOP,
    about="Workshops and laboratories.",
    about_ru="Мастерские и лаборатории.",
)
STAFF = FileKind(
    name="staff",
    path="staff.csv",
    path_ru="сотрудники.csv",
    suffixes=CSV,
    shape=PERSON,
    about="Teachers, masters and mentors.",
    about_ru="Преподаватели, мастера и наставники.",
)
GROUPS = FileKind(
    name="groups",
    path="groups.csv",
    path_ru="группы.csv",
    suffixes=CSV,
    shape=GROUP,
    about="Student groups.",
    about_ru="Учебные группы.",
)
HOLIDAYS = FileKind(
    name="holidays",
    path="holidays.csv",
    path_ru="праздники.csv",
    suffixes=CSV,
    shape=HOLIDAY,
    about="Public holidays of all years that are planned; without it no hours are lost.",
    about_ru="Нерабочие праздничные дни всех лет плана; без этого файла часы не теряются.",
)
STANDARDS = FileKind(
    name="standards",
    path="standards",
    path_ru="профстандарты",
    suffixes=(".xml",),
    many=True,
    about="Occupational standards in the registry's XML form, one or many in a file.",
    about_ru="Профессиональные стандарты в XML реестра, один или несколько в файле.",
)
STATE = FileKind(
    name="state",
    path="state",
    path_ru="фгос",
    suffixes=YAML,
    many=True,
    shape=STATE_STANDARD,
    about="State standards, one in a file.",
    about_ru="Федеральные государственные образовательные стандарты, по одному в файле.",
)
CARDS = FileKind(
    name="demand",
    path="demand",
    path_ru="запросы",
    suffixes=YAML,
    many=True,
    shape=DEMAND,
    about="Demand cards, one in a file.",
    about_ru="Карты запросов работодателей, по одной в файле.",
)
PROGRAMMES = FileKind(
    name="programmes",
    path="programmes",
    path_ru="программы",
    suffixes=YAML,
    many=True,
    shape=PROGRAMME,
    about="Programme outlines, one in a file.",
    about_ru="Программы, по одной в файле.",
)
ELEMENTS = FileKind(
    name="elements",
    path="programmes/elements",
    path_ru="программы/элементы",
    suffixes=CSV,
    many=True,
    shape=ELEMENT,
    about="Elements that programmes name by path; one file may serve several programmes.",
    about_ru="Элементы, на которые программы ссылаются путём; один файл может служить нескольким программам.",
)
NORMS = FileKind(
    name="norms",
    path="norms",
    path_ru="нормативы",
    suffixes=(".toml",),
    many=True,
    about="Norm packs besides the built-in ones.",
    about_ru="Наборы нормативов помимо встроенных.",
)

AGREEMENTS = FileKind(
    name="agreements",
    path="agreements",
    path_ru="соглашения",
    suffixes=YAML,
    many=True,
    shape=AGREEMENT,
    about="Agreements between members with their signatures, one in a file.",
    about_ru="Соглашения между участниками с подписями, по одному в файле.",
)

KINDS = (
    CLUSTER_FILE,
    ORGANISATIONS,
    SITES,
    WORKSHOPS,
    STAFF,
    GROUPS,
    HOLIDAYS,
    STANDARDS,
    STATE,
    CARDS,
    PROGRAMMES,
    ELEMENTS,
    NORMS,
    *STAFFING_KINDS,
    *NETWORK_KINDS,
    *REGISTRY_KINDS,
    AGREEMENTS,
)

__all__ = [
    "ABSENCES",
    "AGREEMENTS",
    "BELLS",
    "CARDS",
    "CLAUSES",
    "CLUSTER_FILE",
    "CONTRACTS",
    "COURSES",
    "ELEMENTS",
    "ENTITIES",
    "ENTITY_NAMES",
    "GROUPS",
    "HOLDINGS",
    "HOLIDAYS",
    "HOSTELS",
    "KINDS",
    "LICENCES",
    "MEMBERSHIPS",
    "MENTORSHIPS",
    "NETWORK_KINDS",
    "NORMS",
    "OPENING_HOURS",
    "ORGANISATIONS",
    "PLACEMENTS",
    "PROGRAMMES",
    "QUALIFICATIONS",
    "QUOTAS",
    "REGISTRY_KINDS",
    "REQUIREMENTS",
    "ROOMS",
    "SESSIONS",
    "SITES",
    "SKILLS",
    "STAFF",
    "STAFFING_KINDS",
    "STANDARDS",
    "STATE",
    "STATES",
    "SUCCESSIONS",
    "TERMS_OF_USE",
    "WAYS",
    "WORKSHOPS",
    "kind_of",
    "same_path",
]


def same_path(path: str) -> str:
    """A path for comparing: one form of each letter (macOS writes й as two), letter case apart, back slashes turned."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).casefold()


def kind_of(path: str) -> FileKind | None:
    """The kind of a file by its path inside the folder; None for files that are none of ours."""
    return next((kind for kind in KINDS if _fits(kind, PurePosixPath(same_path(path)))), None)


def _fits(kind: FileKind, path: PurePosixPath) -> bool:
    if path.suffix not in kind.suffixes:
        return False
    if not kind.many:
        return str(path.with_suffix("")) in {str(PurePosixPath(p).with_suffix("")) for p in (kind.path, kind.path_ru)}
    if kind is ELEMENTS:  # anywhere inside the folder of programmes
        return path.parts[0] in (PROGRAMMES.path, PROGRAMMES.path_ru) and len(path.parts) > 1
    return str(path.parent) in (kind.path, kind.path_ru)
