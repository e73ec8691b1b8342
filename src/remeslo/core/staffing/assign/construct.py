"""A first assignment: chains that few can take come first, then whoever is left is made room for."""

from collections.abc import Iterable, Iterator

from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.table import NOBODY, Table

Cost = tuple[float, ...]


def construct(table: Table, board: Board, among: Iterable[int], *, hand_on: bool = True) -> None:
    """
    Give duties that nobody has to whom they cost least: duty chains with the fewest able people first, the longer
    first among equals; then (``hand_on``) make room for what is left by handing one duty on to somebody else.
    """
    wanted = {d for d in among if board.stand[d] == NOBODY and table.options[d]}
    for d in sorted(d for d in wanted if table.pinned[d]):
        board.put(d, table.options[d][0])
        wanted.discard(d)
    chains: dict[int, list[int]] = {}
    for d in sorted(wanted):
        chains.setdefault(table.chain_of[d], []).append(d)
    order = sorted(
        chains.values(),
        key=lambda ds: (min(len(table.options[d]) for d in ds), -sum(table.hours[d] for d in ds), ds),
    )
    for duties in order:
        _give_chain(table, board, duties)
    for d in sorted(wanted if hand_on else (), key=lambda d: (-table.hours[d], d)):
        if board.stand[d] == NOBODY:
            make_room(table, board, d)


def _give_chain(table: Table, board: Board, duties: list[int]) -> None:
    """The chain to one person as far as possible, then the rest to the next."""
    left = list(duties)
    while left:
        people = sorted({p for d in left for p in table.options[d]})
        best = min((_take_of(table, board, left, p) for p in people), default=None)
        if best is None or not best[2]:
            return
        for d in best[2]:
            board.put(d, best[1])
        left = [d for d in left if board.stand[d] == NOBODY]


def _take_of(table: Table, board: Board, duties: list[int], p: int) -> tuple[Cost, int, list[int]]:
    """What a person can take of a chain, and what it costs: less is better."""
    taken: list[int] = []
    above = 0
    use = 0.0
    for d in duties:
        if p in table.options[d] and board.fits(d, p):
            above += board.above(d, p)
            use = max(use, board.use(d, p))
            board.put(d, p)
            taken.append(d)
    for d in taken:
        board.take(d)
    covered = sum(table.hours[d] - table.missed.get((d, p), 0) for d in taken)
    strange = sum(1 for d in taken if table.previous[d] not in (NOBODY, p))
    way = sum(table.minutes.get((d, p), 0) for d in taken)
    needed = sum(1 for d in taken if table.duties[d].professional and (d, p) not in table.practitioners)
    return (-covered, above, strange, way, needed, use), p, taken


def make_room(table: Table, board: Board, d: int) -> bool:
    """Give a duty to somebody, who may hand one duty on for it; False when nobody can."""
    direct = [p for p in table.options[d] if board.fits(d, p)]
    if direct:
        board.put(d, min(direct, key=lambda p: (table.missed.get((d, p), 0), board.above(d, p), p)))
        return True
    for p in table.options[d]:
        for other, to in _hand_on(table, board, d, p):
            board.take(other)
            if board.fits(d, p) and board.fits(other, to):
                board.put(d, p)
                board.put(other, to)
                return True
            board.put(other, p)
    return False


def _hand_on(table: Table, board: Board, d: int, p: int) -> Iterator[tuple[int, int]]:
    """Duties of a person that lie in the way of another, each with somebody who could take it."""
    weeks = {week for week, _ in table.weeks[d]}
    for other in sorted(board.held[p]):
        if table.pinned[other] or not any(week in weeks for week, _ in table.weeks[other]):
            continue
        for to in table.options[other]:
            if to != p and board.fits(other, to):
                yield other, to
