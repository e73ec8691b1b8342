"""Changing what is ruled at places of a table; the only way, so that nothing is lost and nobody is overwritten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from remeslo.core.competence.studio.book import Register
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.core.competence.studio.reading import Json, plain
from remeslo.web.apps.common.models import User
from remeslo.web.apps.studio.models import Standing, Table, TableChange
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.services.asking import ask_term
from remeslo.web.apps.studio.services.locking import hold_open, locked, log, refusal, seat_at, touch
from remeslo.web.apps.studio.services.refusals import NotYours, Refused
from remeslo.web.apps.studio.services.writing import (
    Applied,
    Contested,
    Done,
    Wanted,
    check_values,
    newest,
    repeated_key,
    standings,
    write_changes,
)
from remeslo.web.apps.studio.snapshot import owners_of, replayed

MOST_AT_ONCE: Final = 200
"""Places that one request may change."""
TRIES: Final = 5
"""Of a change whose number somebody else took: the lock prevents it, the table's constraint proves it."""
MOST_KEY: Final = 70


def change(
    table: Table,
    user: User,
    place: Place,
    value: Json,
    seen: int,
    *,
    at: datetime,
    note: str = "",
    client_key: str = "",
) -> Done:
    """
    Rule at a place; `Applied`, or `Contested` when somebody had ruled there unseen.

    The same ``client_key`` again gives the change that was made then. Raises BadValue, NotYours, TableFrozen.
    """
    (done,) = change_many(table, user, [Wanted(place, value, seen, note)], at=at, client_key=client_key)
    return done


def change_many(
    table: Table, user: User, wanted: Sequence[Wanted], *, at: datetime, client_key: str = ""
) -> tuple[Done, ...]:
    """Rule at several places in one transaction, each place on its own merits: one may be contested, another not."""
    if not 0 < len(wanted) <= MOST_AT_ONCE or len({w.place for w in wanted}) != len(wanted):
        raise Refused([refusal("places", count=len(wanted), most=MOST_AT_ONCE)])
    check_values(wanted)
    key = client_key[:MOST_KEY]
    seat = seat_at(table, user)
    where = [w.place for w in wanted]
    owners = {} if seat.rules else owners_of(table, where)
    for attempt in range(TRIES):
        try:
            return _change(table, user, wanted, seat, owners, at=at, client_key=key)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _change(
    table: Table,
    user: User,
    wanted: Sequence[Wanted],
    seat: Seat,
    owners: Mapping[Place, frozenset[str]],
    *,
    at: datetime,
    client_key: str,
) -> tuple[Done, ...]:
    row = locked(table.pk)
    if client_key and (known := _known(row, user, len(wanted), client_key)):
        return known
    hold_open(row)
    if not seat.rules:
        _hold_right(row, wanted, seat, owners)
    done = write_changes(row, wanted, by=user, at=at, client_key=client_key)
    touch(row, "last_number")
    ask_term(row, by=user, at=at)
    contested = sum(isinstance(d, Contested) for d in done)
    log("changed", row, by=user, number=row.last_number, count=len(done), contested=contested)
    return tuple(done)


def _known(table: Table, user: User, count: int, client_key: str) -> tuple[Done, ...]:
    """What became of a request that was taken in before; empty when it was not."""
    keys = [repeated_key(client_key, n) for n in range(count)]
    rows = list(TableChange.objects.filter(table=table, client_key__in=keys, author=user).order_by("number"))
    if not rows:
        return ()
    there = standings(table, [read_place(r.place) for r in rows])
    return tuple(
        Contested(r, there[r.place].by, repeated=True)
        if r.place in there and r.number in there[r.place].contested
        else Applied(r, repeated=True)
        for r in rows
    )


def _hold_right(table: Table, wanted: Sequence[Wanted], seat: Seat, owners: Mapping[Place, frozenset[str]]) -> None:
    there = standings(table, [w.place for w in wanted])

    def may(place: Place) -> bool:
        standing = there.get(str(place))
        contested = bool(standing and standing.contested)
        return seat.may_rule(place.kind, owners.get(place, frozenset()), contested=contested)

    refused = [w.place for w in wanted if not may(w.place)]
    if refused:
        raise NotYours([refusal("place_not_yours", str(p)) for p in refused], refused)


def undo(table: Table, user: User, numbers: Sequence[int], *, at: datetime, client_key: str = "") -> tuple[Done, ...]:
    """
    Take changes back: new changes to what was in force before them.

    A change that stands contested is taken back by settling for what is in force. Raises Refused when one of them was
    replaced meanwhile (whoever did that decided later), and what `change` raises.
    """
    rows = list(TableChange.objects.filter(table=table, number__in=numbers))
    if not rows or len(rows) != len(set(numbers)):
        raise Refused([refusal("no_such_change", numbers=", ".join(map(str, numbers)))])
    if client_key and (known := _known(table, user, len({r.place for r in rows}), client_key[:MOST_KEY])):
        return known
    now = standings(table, [read_place(r.place) for r in rows])
    first: dict[str, TableChange] = {}
    for row in sorted(rows, key=lambda r: r.number):
        first.setdefault(row.place, row)
    wanted = [_back(table, row, now.get(row.place), set(numbers)) for row in first.values()]
    return change_many(table, user, wanted, at=at, client_key=client_key)


def _back(table: Table, row: TableChange, standing: Standing | None, numbers: set[int]) -> Wanted:
    place = read_place(row.place)
    if standing is not None and set(standing.contested) <= numbers:
        if standing.by.number in numbers:
            return Wanted(place, _before(table, place, standing.by.number, numbers), newest(standing))
        if row.number in standing.contested:
            return Wanted(place, standing.by.value, newest(standing))
    raise Refused([refusal("replaced_meanwhile", row.place, number=row.number)])


def _before(table: Table, place: Place, number: int, numbers: set[int]) -> Json:
    """The value that was in force before a change, passing over those that are taken back with it."""
    register = replayed(table, number - 1, place).registers.get(place)
    if register is not None and register.by.number in numbers:
        return _before(table, place, register.by.number, numbers)
    return plain(register.value if register else None)


@transaction.atomic
def rebuild(table: Table) -> int:
    """Make the standings anew from the changes; the number of places. They are only a picture of them."""
    row = locked(table.pk)
    book = replayed(row)
    by_number = {c.number: c for c in TableChange.objects.filter(table=row)}
    Standing.objects.filter(table=row).delete()
    Standing.objects.bulk_create(_standing(row, place, r, by_number) for place, r in sorted(book.registers.items()))
    return len(book.registers)


def _standing(table: Table, place: Place, register: Register, rows: Mapping[int, TableChange]) -> Standing:
    contested = [c.number for c in register.contested]
    return Standing(table=table, place=str(place), by=rows[register.by.number], contested=contested)
