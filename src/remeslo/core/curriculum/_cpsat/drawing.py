"""The calendar a methodist would draw for a table: practice in blocks late in the semester, then the exams."""

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.semesters import Semesters
from remeslo.core.curriculum._cpsat.weeks import WeekModel
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Item

_WEEK_COST = 20
"""Each week that a whole week of practice lies before the end of the term."""
_EXAM_COST = 10
"""Each week that an attestation lies before the end."""
_SHARE_COST = 3
"""Each week that an item begins away from its share of a semester, when its semester's rest comes before it."""


class DrawingModel(WeekModel):
    """
    The week model for a table, with an objective of custom.

    Practices and attestations lie late; practices of the same semester in the order of the programme. An item that
    follows another one in the same semester begins where its share of their hours begins; any other item may begin as
    early as it can.
    """

    def __init__(self, axis: Axis, table: Semesters) -> None:
        super().__init__(axis, table.places, table=table)
        self.starts = {s.semester: s.start for s in axis.spans}
        cost: list[Linear] = []
        for item in axis.items:
            steps = self.begun.get(item.number)
            if steps is None or not table.units[item.number]:
                continue
            if item.whole:
                rank = _WEEK_COST * table.of(item.number) // item.week
                cost.append((rank * len(axis.items) + item.number) * sum(steps))
            elif item.sitting:
                cost.append(_EXAM_COST * len(axis.items) * sum(steps))
            else:
                cost.append(len(axis.items) * self._away_from_share(item, table))
        self.cp.minimize(sum(cost))

    def _away_from_share(self, item: Item, table: Semesters) -> Linear:
        """Weeks between the begin of an item and the place where its share of the semester begins."""
        first = min(table.units[item.number])
        wanted = self.starts[first] + self._weeks_before(item, first, table)
        begin = self.places - sum(self.begun[item.number])
        away = self.cp.new_int_var(0, self.places, "")
        self.cp.add(away >= begin - wanted)
        self.cp.add(away >= wanted - begin)
        return _SHARE_COST * away

    def _weeks_before(self, item: Item, semester: int, table: Semesters) -> int:
        """Places of the semester that go to items which must end before this one, by their share of hours."""
        before = {a.before for a in self.axis.arrows if a.after == item.number and not a.starts}
        earlier = max((table.units[i].get(semester, 0) for i in before if not self.axis.items[i].whole), default=0)
        own = table.units[item.number][semester]
        places = sum(1 for p in range(self.places) if self.semester.get(p) == semester)
        beside = (i for i in self.axis.items if i.fills and not set(i.groups).isdisjoint(item.groups))
        practice = sum(table.units[i.number].get(semester, 0) // i.week for i in beside)
        return max(0, places - practice) * earlier // (earlier + own)
