"""A table for looking around: opened on the example's programme, with a few rulings and remarks of demo people."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from remeslo.core.competence.studio.place import read_place
from remeslo.core.competence.studio.reading import Json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, User, VersionedDocument
from remeslo.web.apps.studio.enums import RemarkKind
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.services.changes import change
from remeslo.web.apps.studio.services.proposals import propose
from remeslo.web.apps.studio.services.remarks import remark
from remeslo.web.apps.studio.services.tables import open_table
from remeslo.web.apps.studio.services.writing import Wanted

PROGRAMME: Final = "tehnik-tehnolog"
METHODIST, EMPLOYER, UNIVERSITY = "metodist", "rabotodatel", "universitet"
MARK: Final = "Учебный пример"
"""Stands before every note: nobody said this."""

RULINGS: Final[tuple[tuple[str, str, Json, str], ...]] = (
    (
        METHODIST,
        "request:stpk-02/1",
        {"decision": "accepted", "functions": ["40.903@903н-2026-02-26:A/02.4"]},
        "маршрут и операционные карты — это та самая функция",
    ),
    (
        METHODIST,
        "request:stpk-university-01/1",
        {"decision": "own"},
        "обучения новичка на рабочем месте в стандартах нет, оставляем словами заказчика",
    ),
    (METHODIST, "request:vzgm-04/3", {"decision": "own"}, "испытания на стенде оставляем словами заказчика"),
    (
        METHODIST,
        "request:stpk-03/2",
        {"decision": "accepted", "functions": ["40.905@905н-2026-02-26:B/03.4"]},
        "поиск неисправности ячейки",
    ),
    (EMPLOYER, "request:stpk-03/2", {"decision": "own"}, "у нас это шире: ещё и связь со станком"),
)
"""Who, where, what, why. The last one was made without having seen the one before: it stands contested."""
REMARKS: Final[tuple[tuple[str, str, RemarkKind, str], ...]] = (
    (METHODIST, "request:stpk-02/2", RemarkKind.COMMENT, "Хватит ли выбора пластин по каталогу, или нужен расчёт?"),
    (
        EMPLOYER,
        "request:stpk-02/2",
        RemarkKind.DISAGREEMENT,
        "Каталога мало: просим расчёт стойкости под нашу марку стали.",
    ),
    (UNIVERSITY, "request:stpk-university-01/1", RemarkKind.COMMENT, "Готовы дать наставников на эту часть."),
)
PROPOSAL: Final = "Подбор режущего инструмента — на уровень наставника"
WANTED: Final[Mapping[str, Json]] = {"proficiency:40.903@903н-2026-02-26:C/04.5": {"proficiency": 3}}


def show_table(cluster: Cluster, *, at: datetime) -> Table | None:
    """
    The table with what demo people ruled and said, marked illustrative; ``None`` where the example's programme,
    cards or people are not there, or the programme has a table already.
    """
    document = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE, key=PROGRAMME).first()
    people = {u.username: u for u in User.objects.filter(username__in=(METHODIST, EMPLOYER, UNIVERSITY), demo=True)}
    if document is None or len(people) < 3 or not _has_cards(cluster) or hasattr(document, "table"):
        return None
    head = people[EMPLOYER]
    seat = head.memberships.select_related("organisation").filter(cluster=cluster, organisation__isnull=False).first()
    if seat is None:
        return None
    table = open_table(
        document, by=people[METHODIST], at=at, head=head, head_organisation=seat.organisation, illustrative=True
    )
    _talk(table, people, at)
    return table


def _talk(table: Table, people: Mapping[str, User], at: datetime) -> None:
    for n, (who, place, value, why) in enumerate(RULINGS, 1):
        moment = at + timedelta(seconds=n)
        change(table, people[who], read_place(place), value, 0, at=moment, note=f"{MARK}: {why}")
    for n, (who, place, kind, text) in enumerate(REMARKS, len(RULINGS) + 1):
        moment = at + timedelta(seconds=n)
        remark(table, people[who], read_place(place), f"{MARK}. {text}", at=moment, kind=kind)
    wanted = [Wanted(read_place(place), value) for place, value in WANTED.items()]
    propose(table, people[METHODIST], PROPOSAL, wanted, at=at + timedelta(minutes=1), note=MARK)


def _has_cards(cluster: Cluster) -> bool:
    wanted = {read_place(p).request[0] for _who, p, *_rest in (*RULINGS, *REMARKS)}
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind=DocumentKind.DEMAND_CARD, key__in=wanted, withdrawn=False, published__isnull=False
    )
    return rows.count() == len(wanted)
