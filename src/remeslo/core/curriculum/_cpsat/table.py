"""The curriculum table a methodist would draw: among all tables that fit, one that is easy to teach by."""

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.semesters import Semesters
from remeslo.core.curriculum._cpsat.simple import SimpleModel
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Item

# What a customary table is worth, in tenths of a lesson unit put into a better place.
SEMESTER_COST = 200
"""Each semester in which an item runs: few of them."""
MODULE_SEMESTER_COST = 150
"""Each semester over which a module stretches."""
CRUMB_COST = 30
"""Each unit below a decent load of a semester."""
HURRY_COST = 40
"""Each unit above a bearable weekly pace."""
CRUMB_HOURS = 16
PACE_HOURS = 6
SPORT_PACE_HOURS = 2
SCHOOL_EARLY, GENERAL_EARLY, MODULES_EARLY = 10, 6, 5


class TableModel(SimpleModel):
    """
    The simple model with an objective of custom.

    An item runs in few semesters, one after the other, with at least CRUMB_HOURS in each and not above PACE_HOURS a
    week of theory; a module stretches over few semesters; school subjects come before general disciplines,
    these before modules, modules in their order.
    """

    def __init__(self, axis: Axis, places: int) -> None:
        super().__init__(axis, places)
        self.cost: list[Linear] = []
        for item in axis.items:
            if item.pinned is None and not item.whole and not item.sitting:
                self._few_semesters(item)
        self._short_modules()
        self._customary_order()
        self.cp.minimize(sum(self.cost))

    def keep(self, table: Semesters, *, but: frozenset[int] = frozenset()) -> None:
        """Fix all semesters to a table but some, where it is where to begin."""
        for (i, s), count in self.count.items():
            weeks_or_units = table.units[i].get(s, 0) // (self.axis.items[i].week or 1)
            if s in but:
                self.cp.add_hint(count, weeks_or_units)
            else:
                self.cp.add(count == weeks_or_units)

    def _few_semesters(self, item: Item) -> None:
        cp, i, unit = self.cp, item.number, self.axis.unit
        crumb = min(item.low, CRUMB_HOURS // unit)
        sport = any(m.form is AttestationForm.PHYSICAL_EDUCATION for m in item.element.attestations)
        pace = max(1, (SPORT_PACE_HOURS if sport else PACE_HOURS) // unit)
        for s in self.spans:
            y, active = self.y[i, s.semester], self.active[i, s.semester]
            missing, hurry = cp.new_int_var(0, crumb, ""), cp.new_int_var(0, item.high, "")
            cp.add(missing >= crumb * active - y)
            cp.add(hurry >= y - pace * (s.stop - s.start - self.practice_weeks(s, item.groups)))
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
