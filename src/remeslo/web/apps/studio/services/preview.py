"""What changes would touch, told before they are made; nothing is written."""

from collections.abc import Sequence
from dataclasses import replace

from remeslo.core.base.keys import ProgrammeKey
from remeslo.core.competence.studio.impact import Impact, impact
from remeslo.core.competence.studio.reading import read_value
from remeslo.core.line.studio import surroundings
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import User, VersionedDocument
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.services.locking import hold, seat_at
from remeslo.web.apps.studio.services.writing import Wanted, check_values
from remeslo.web.apps.studio.snapshot import designed_of, desk_of, owners_of, rulings_of


def preview(table: Table, user: User, wanted: Sequence[Wanted]) -> Impact | None:
    """
    What the programme becomes if these changes came into force; ``None`` when no design can be made.

    Anybody who may rule or propose may ask, of places that the person may read. Raises BadValue, NotYours. Show it
    through the reader's audience: it holds the words of every request it touches.
    """
    seat = seat_at(table, user)
    hold(seat.rules or seat.remarks or bool(seat.employers), "preview")
    check_values(wanted)
    if not seat.audience.reads_all:
        owners = owners_of(table, [w.place for w in wanted])
        hold(all(seat.reads(w.place.kind, owners[w.place]) for w in wanted), "preview")
    desk, before = desk_of(table), rulings_of(table)
    after = before.with_((w.place, read_value(w.place, w.value).value) for w in wanted)
    then, now = designed_of(desk, before).design, designed_of(desk, after).design
    if then is None or now is None:
        return None
    plans = VersionedDocument.objects.filter(cluster=table.cluster, kind=DocumentKind.TERM_PLAN, withdrawn=False)
    planned = frozenset(ProgrammeKey(key) for key in plans.values_list("key", flat=True))
    return impact(then, now, replace(surroundings(desk.designer), planned=planned))
