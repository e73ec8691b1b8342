"""The curriculum table a methodist would draw: among all tables that fit, one that is easy to teach by."""

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.semesters import Semesters, UntornModel
from remeslo.core.curriculum.axis import Axis, Item

# What a customary table is worth, in tenths of a lesson unit put into a better place.
SEMESTER_COST = 200
"""Each semester in which an item runs: few of them."""
MODULE_SEMESTER_COST = 150
"""Each semester over which a module stretches."""
CRUMB_COST = 30
"""Each unit below a decent load of a semester."""
HURRY_COST = 40
"""Each unit above a bearable weekly pace."""
AWAY_COST = 25
"""Each unit more or less than wanted, once demand is served as well as it can be."""
CRUMB_HOURS = 16
PACE_HOURS = 6
SPORT_PACE_HOURS = 2
SCHOOL_EARLY, GENERAL_EARLY, MODULES_EARLY = 10, 6, 5


class TableModel(UntornModel):
    """
    The semester model with an objective of custom.

    An item runs in few semesters, one after the other, with at least CRUMB_HOURS in each and not above PACE_HOURS a
    week of theory; a module stretches over few semesters; hours are near to what is wanted; school subjects come
    before general disciplines, these before modules, modules in their order.
    """

    def __init__(self, axis: Axis, places: int) -> None:
        super().__init__(axis, places)
        self.cost: list[Linear] = []
        for item in axis.items:
            if item.pinned is None:
                self._no_gaps(item)
                if not item.whole and not item.sitting:
                    self._few_semesters(item)
                self._near_to_wanted(item)
        self._short_modules()
        self._customary_order()
        self.cp.minimize(sum(self.cost))

    def begin_with(self, table: Semesters) -> None:
        """Start the search from a table that fits."""
        names = [s.semester for s in self.spans]
        for (i, s), active in self.active.items():
            used = {n for n, units in table.units[i].items() if units}
            self.cp.add_hint(active, s in used)
            self.cp.add_hint(self.begun[i, s], any(n in used for n in names[: names.index(s) + 1]))
            self.cp.add_hint(self.rest[i, s], any(n in used for n in names[names.index(s) :]))
            units = table.units[i].get(s, 0)
            item = self.axis.items[i]
            self.cp.add_hint(self.count[i, s], units // (item.week or 1))

    def _no_gaps(self, item: Item) -> None:
        """Active in every semester between the first and the last that it may use."""
        i = item.number
        open_ = {s.semester for s in self.spans if any(s.start <= p < s.stop for p in item.allowed)}
        for s in open_:
            self.cp.add(self.active[i, s] >= self.begun[i, s] + self.rest[i, s] - 1)

    def _near_to_wanted(self, item: Item) -> None:
        away = self.cp.new_int_var(0, item.high, "")
        self.cp.add(away >= item.wanted - self.total[item.number])
        self.cp.add(away >= self.total[item.number] - item.wanted)
        self.cost.append(AWAY_COST * away)

    def _few_semesters(self, item: Item) -> None:
        cp, i, unit = self.cp, item.number, self.axis.unit
        crumb = min(item.low, CRUMB_HOURS // unit)
        sport = any(m.form is AttestationForm.PHYSICAL_EDUCATION for m in item.element.attestations)
        pace = max(1, (SPORT_PACE_HOURS if sport else PACE_HOURS) // unit)
        for s in self.spans:
            y, active = self.y[i, s.semester], self.active[i, s.semester]
            missing, hurry = cp.new_int_var(0, crumb, ""), cp.new_int_var(0, item.high, "")
            cp.add(missing >= crumb * active - y)
            cp.add(hurry >= y - pace * (s.stop - s.start - self.practice_weeks(s)))
            self.cost += [SEMESTER_COST * active, CRUMB_COST * missing, HURRY_COST * hurry]

    def _short_modules(self) -> None:
        names = dict.fromkeys(i.element.module for i in self.axis.items if i.element.module is not None)
        for name in names:
            members = [i.number for i in self.axis.items if i.element.module == name]
            for s in self.spans:
                begun, rest = self.cp.new_bool_var(""), self.cp.new_bool_var("")
                self.cp.add_max_equality(begun, [self.begun[i, s.semester] for i in members])
                self.cp.add_max_equality(rest, [self.rest[i, s.semester] for i in members])
                self.cost.append(MODULE_SEMESTER_COST * (begun + rest - 1))

    def _customary_order(self) -> None:
        """Sum of earliness x number of the semester x units."""
        for item in self.axis.items:
            early = self._earliness(item)
            self.cost += [early * n * self.y[item.number, s.semester] for n, s in enumerate(self.spans)]

    def _earliness(self, item: Item) -> int:
        if item.element.kind is ElementKind.SCHOOL:
            return SCHOOL_EARLY
        if item.element.module is None:
            return GENERAL_EARLY
        modules = list(dict.fromkeys(i.element.module for i in self.axis.items if i.element.module is not None))
        place = modules.index(item.element.module)
        return MODULES_EARLY - (MODULES_EARLY - 1) * place // max(1, len(modules) - 1)
