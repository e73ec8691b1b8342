"""What changes would touch, told before they are made; nothing is written."""

from collections.abc import Sequence

from remeslo.core.competence.studio.impact import Impact
from remeslo.core.competence.studio.reading import read_value
from remeslo.core.line.studio import surroundings
from remeslo.web.apps.common.models import User
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.services.locking import hold, seat_at
from remeslo.web.apps.studio.services.writing import Wanted, check_values
from remeslo.web.apps.studio.snapshot import desk_of, rulings_of


def preview(table: Table, user: User, wanted: Sequence[Wanted]) -> Impact | None:
    """
    What the programme becomes if these changes came into force; ``None`` when no design can be made.

    Anybody who may rule or propose may ask. Raises BadValue, NotYours. Show it through the reader's audience: it
    holds the words of every request it touches.
    """
    seat = seat_at(table, user)
    hold(seat.rules or seat.remarks or bool(seat.employers), "preview")
    check_values(wanted)
    desk, before = desk_of(table), rulings_of(table)
    after = before.with_((w.place, read_value(w.place, w.value).value) for w in wanted)
    return desk.impact(before, after, surroundings(desk.designer))
