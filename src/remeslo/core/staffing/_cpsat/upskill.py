"""
CP-SAT model of upskilling.

g[p, s] = 1 when person p goes to session s; t[d, p] = 1 when p takes the open duty d; in[d, w, q] = 1 when q stands in
for the teacher of d in week w. Rules on weeks hold from the plan's first week on.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ortools.sat.python import cp_model

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing._cpsat.run import Answer, Linear
from remeslo.core.staffing._cpsat.upskillmoney import Money
from remeslo.core.staffing._cpsat.upskillweeks import WeekPart
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.options import Options
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan
from remeslo.core.staffing.upskill.result import Objective
from remeslo.core.staffing.upskill.score import going_cost, renews, standing_in_cost, taking_cost


class UpskillModel:
    """All rules of a plan, and the objectives as expressions."""

    def __init__(self, options: Options) -> None:
        self.options, self.problem, self.standing = options, options.problem, options.standing
        self.cp = cp_model.CpModel()
        self.g: dict[Going, cp_model.IntVar] = {g: self.cp.new_bool_var("") for g in options.goings}
        self.t: dict[tuple[DutyKey, PersonKey], cp_model.IntVar] = {
            (d, p): self.cp.new_bool_var("") for d, people in options.candidates.items() for p in people
        }
        self.money = Money(self.problem)
        self._accepted_stay()
        self._one_teacher_each()
        self._rights()
        self._what_comes_before()
        self._places()
        self._one_session_a_week()
        self._away_at_once()
        self.weeks = WeekPart(self)
        self._years()
        cost = self._cost()
        if self.problem.budget is not None:
            least = sum(self.money.whole(going_cost(self.problem, g)) for g in self.problem.accepted)
            self.cp.add(cost <= max(least, self.money.floor(self.problem.budget)))
        self.objective: dict[Objective, Linear] = {
            Objective.UNCOVERED: self._uncovered(),
            Objective.RENEWALS: self._missed(),
            Objective.COST: cost,
            Objective.UNFAIRNESS: self._unfairness(),
        }
        """In whole numbers, money in its smallest unit here."""

    def read(self, answer: Answer) -> UpskillPlan:
        """The plan of an answer."""
        return UpskillPlan(
            goes=frozenset(g for g, x in self.g.items() if answer.value(x)),
            teaches={d: p for (d, p), x in self.t.items() if answer.value(x)},
            substitutes={w: q for (w, q), x in self.weeks.stands_in.items() if answer.value(x)},
        )

    def hint(self, answer: Answer) -> None:
        """Begin the search where an answer of this model has ended, its helping variables too."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self.cp.proto.variables)):
            x = self.cp.get_int_var_from_proto_index(index)
            self.cp.add_hint(x, answer.value(x))

    def cover(self, duty: DutyKey) -> None:
        """Somebody takes this open duty."""
        self.cp.add_bool_or([x for (d, _), x in self.t.items() if d == duty])

    def _accepted_stay(self) -> None:
        """Every g[p, s] that is accepted is 1."""
        for going in sorted(self.problem.accepted):
            self.cp.add(self.g[going] == 1)

    def _one_teacher_each(self) -> None:
        """Sum over p of t[d, p] <= 1."""
        for duty, people in self.options.candidates.items():
            self.cp.add_at_most_one(self.t[duty, p] for p in people)

    def _rights(self) -> None:
        """t[d, p] <= sum of g[p, s] over the sessions that give what p lacks, for every stretch of days lacking it."""
        for duty, people in self.options.candidates.items():
            for person, ways in people.items():
                for way in ways:
                    self._implies(self.t[duty, person], person, way)

    def _what_comes_before(self) -> None:
        """g[p, s] <= sum of g[p, r] over the sessions r that give, before s, what s asks for; s not yet accepted."""
        for going, x in self.g.items():
            if going in self.problem.accepted:
                continue
            ways = self.options.before(going)
            for way in (frozenset[SessionKey](),) if ways is None else ways:
                self._implies(x, going.person, way)

    def _implies(self, x: cp_model.IntVar, person: PersonKey, way: frozenset[SessionKey]) -> None:
        self.cp.add_bool_or([*(self.g[Going(person, s)] for s in sorted(way)), x.negated()])

    def _places(self) -> None:
        """Sum over p of g[p, s] <= places of s."""
        going: dict[SessionKey, list[Going]] = defaultdict(list)
        for g in self.g:
            going[g.session].append(g)
        for session, goings in going.items():
            self._at_most(self.problem.session[session].places, goings)

    def _one_session_a_week(self) -> None:
        """Sum of g[p, s] over the sessions that touch a week <= 1."""
        touching: dict[tuple[PersonKey, date], list[Going]] = defaultdict(list)
        for g in self.g:
            for monday in self.problem.session[g.session].mondays:
                touching[g.person, monday].append(g)
        for goings in sorted({tuple(goings) for goings in touching.values()}):
            self._at_most(1, goings)

    def _away_at_once(self) -> None:
        """Sum of g[p, s] over people of a college and the sessions that touch a week <= its limit."""
        away: dict[tuple[OrganisationKey, date], list[Going]] = defaultdict(list)
        for g in self.g:
            college = self.problem.person[g.person].organisation
            if college in self.problem.away_max:
                for monday in self.problem.session[g.session].mondays:
                    if monday >= self.standing.first_monday:
                        away[college, monday].append(g)
        for (college, _), goings in away.items():
            self._at_most(self.problem.away_max[college], goings)

    def _at_most(self, limit: int, goings: Sequence[Going]) -> None:
        """Goings within a limit; accepted ones are facts, above it they only keep others out."""
        limit = max(limit, sum(g in self.problem.accepted for g in goings))
        if len(goings) > limit:
            self.cp.add(sum(self.g[g] for g in goings) <= limit)

    def _years(self) -> None:
        """Hours that p keeps in a study year + sum of hours x t[d, p] <= p's limit."""
        taken: dict[tuple[PersonKey, int], list[Linear]] = defaultdict(list)
        for (d, p), x in self.t.items():
            taken[p, self.problem.duty[d].year].append(self.problem.duty[d].hours * x)
        for (p, year), terms in taken.items():
            limit = self.standing.year_limit(p, year)
            if limit is not None:
                kept = sum(d.hours for d in self.standing.own.get(p, ()) if d.year == year)
                self.cp.add(sum(terms) <= limit - kept)

    def _uncovered(self) -> Linear:
        hours = {d.key: d.hours for d in self.standing.open}
        return sum(hours.values()) - sum(hours[d] * x for (d, _), x in self.t.items())

    def _missed(self) -> Linear:
        missed: list[Linear] = []
        for renewal in self.problem.renewals:
            by = [x for g, x in self.g.items() if renews(self.problem, renewal, g)]
            late = self.cp.new_bool_var("")
            self.cp.add_bool_or([*by, late])
            missed.append(late)
        return sum(missed)

    def _cost(self) -> Linear:
        going = (self.money.whole(going_cost(self.problem, g)) * x for g, x in self.g.items())
        taking = (self.money.whole(taking_cost(self.problem, p, d)) * x for (d, p), x in self.t.items())
        inside = (
            self.money.whole(standing_in_cost(self.problem, q, w)) * x for (w, q), x in self.weeks.stands_in.items()
        )
        return sum(going) + sum(taking) + sum(inside)

    def _unfairness(self) -> Linear:
        """Sum over people of the square of sum of course hours x g + hours x in."""
        hours: dict[PersonKey, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for g, x in self.g.items():
            hours[g.person].append((self.problem.course_of(g.session).hours, x))
        for (week, q), x in self.weeks.stands_in.items():
            hours[q].append((self.problem.duty[week.duty].hours_of_week(week.monday), x))
        return sum(self._square(terms) for terms in hours.values())

    def _square(self, terms: list[tuple[int, cp_model.IntVar]]) -> Linear:
        """(sum of n x)²."""
        if len(terms) == 1:
            return terms[0][0] ** 2 * terms[0][1]
        most = sum(n for n, _ in terms)
        burden, square = self.cp.new_int_var(0, most, ""), self.cp.new_int_var(0, most * most, "")
        self.cp.add(burden == sum(n * x for n, x in terms))
        self.cp.add_multiplication_equality(square, [burden, burden])
        return square
