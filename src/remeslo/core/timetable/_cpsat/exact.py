"""The whole problem in one model, students too: an answer with proof where the problem is small."""

from functools import cached_property

from remeslo.core.timetable._cpsat.clauses import Literal, no
from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.model import PartModel, which
from remeslo.core.timetable._cpsat.pairs import Pairs
from remeslo.core.timetable._cpsat.run import Answer, Effort, run
from remeslo.core.timetable.problem import ClassId, StudentId, Timetable, TimetableProblem
from remeslo.core.timetable.result import CancelledFn, Status, TimetableResult
from remeslo.core.timetable.score import score
from remeslo.core.timetable.sectioning.roll import Lists, lists_of


class WholeModel(PartModel):
    """
    All classes free, and takes[e, o] = 1 when enrolment e takes option o.

    The objective is the whole weighted cost.
    """

    def __init__(self, ground: Ground, lists: Lists) -> None:
        self.lists = lists
        super().__init__(ground, {}, range(len(ground.problem.classes)), ground.shared({}))
        self._limits()
        if ground.problem.weights.student:
            self._conflicts()
        self.clauses.minimise()

    @cached_property
    def takes(self) -> list[list[Literal]]:
        """By enrolment: a literal for each option of its course, exactly one holds."""
        return [self.clauses.one_of(len(self.lists.options[e.course])) for e in self.lists.enrolments]

    @cached_property
    def attends(self) -> dict[tuple[int, int], Literal]:
        """By student and class number: must hold when the student attends the class."""
        by_class: dict[tuple[int, int], list[Literal]] = {}
        for e, literals in zip(self.lists.enrolments, self.takes, strict=True):
            for option, literal in zip(self.lists.options[e.course], literals, strict=True):
                for c in option:
                    by_class.setdefault((e.student, self.ground.number[c]), []).append(literal)
        return {key: self.clauses.either(literals) for key, literals in by_class.items()}

    def students(self, answer: Answer) -> dict[StudentId, frozenset[ClassId]]:
        """Classes by student."""
        first = [0]
        for row in self.lists.options:
            first.append(first[-1] + len(row))
        choice = [
            first[e.course] + which(answer, literals)
            for e, literals in zip(self.lists.enrolments, self.takes, strict=True)
        ]
        return self.lists.students(choice)

    def _limits(self) -> None:
        """Sum of attends[s, c] <= limit of c."""
        for number, each in enumerate(self.ground.problem.classes):
            inside = [x for (_, c), x in self.attends.items() if c == number]
            if each.limit is not None and len(inside) > each.limit:
                self.clauses.cp.add(sum(inside) <= each.limit)

    def _conflicts(self) -> None:
        """A conflict when both attended classes clash."""
        write = Pairs(self.clauses, self.ground)
        clash: dict[tuple[int, int], Literal] = {}
        by_student: dict[int, list[int]] = {}
        for student, c in self.attends:
            by_student.setdefault(student, []).append(c)
        for student, classes in by_student.items():
            for i, a in enumerate(sorted(classes)):
                for b in sorted(classes)[i + 1 :]:
                    if (a, b) not in clash:
                        clash[a, b] = write.clash(self.choices[a], self.choices[b])
                    self._conflict(clash[a, b], self.attends[student, a], self.attends[student, b])

    def _conflict(self, clash: Literal, a: Literal, b: Literal) -> None:
        if clash is False:
            return
        conflict = self.clauses.new()
        self.clauses.any_of((no(clash), no(a), no(b), conflict))
        self.clauses.charge(conflict, self.ground.problem.weights.student)


def solve_exactly(
    problem: TimetableProblem,
    *,
    limit_s: float,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    start: Timetable | None = None,
    cancelled: CancelledFn | None = None,
) -> TimetableResult:
    """
    The best timetable with proof, or what was found until a limit, with a bound below which no timetable costs.

    Meant for problems of some dozen classes; a model of hundreds takes long to write alone. ``INFEASIBLE`` also when
    a course has fewer seats than students.
    """
    lists = lists_of(problem)
    if lists.findings:
        return TimetableResult(Status.INFEASIBLE, None, None)
    model = WholeModel(Ground(problem), lists)
    if start is not None:
        model.hint(start.assignments)
    effort = Effort(limit_s, work_limit, seed, workers, cancelled)
    answer = run(model.clauses, effort)
    work = round(effort.spent)
    if not answer.found:
        status = Status.CANCELLED if effort.was_cancelled and answer.status is Status.UNKNOWN else answer.status
        return TimetableResult(status, None, None, bound=max(0, answer.bound), bound_by="cp-sat", work=work)
    timetable = Timetable(model.read(answer), model.students(answer))
    bound = max(0, answer.bound)
    return TimetableResult(answer.status, timetable, score(problem, timetable), bound, "cp-sat", work)
