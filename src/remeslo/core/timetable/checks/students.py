"""Each student takes one config of each course wanted, one class of each of its subparts; parents and limits hold."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.timetable.problem import ClassId, Course, Student, Timetable, TimetableProblem


def check_students(problem: TimetableProblem, timetable: Timetable) -> Iterator[Finding]:
    """Sectioning: courses, configs, subparts, parents, then limits."""
    course_of = {
        c.id: course.id for course in problem.courses for g in course.configs for p in g.subparts for c in p.classes
    }
    for key in timetable.students:
        if key not in problem.student_of:
            yield Finding("timetable.unknown_in_plan", f"student {key}", {"what": "student", "id": key})
    for student in problem.students:
        attended = timetable.students.get(student.id, frozenset())
        for course in student.courses:
            yield from _course(student, problem.course_of[course], attended)
        wanted = set(student.courses)
        for each in _in_order(attended):
            if each not in course_of:
                yield Finding("timetable.unknown_in_plan", f"student {student.id}", {"what": "class", "id": each})
            elif course_of[each] not in wanted:
                facts = {"student": student.id, "each": each, "course": course_of[each]}
                yield Finding("timetable.student_unwanted", f"student {student.id}", facts)
            elif (parent := problem.class_of[each].parent) is not None and parent not in attended:
                facts = {"student": student.id, "each": each, "parent": parent}
                yield Finding("timetable.student_parent", f"student {student.id}", facts)
    yield from _limits(problem, timetable)


def _course(student: Student, course: Course, attended: frozenset[ClassId]) -> Iterator[Finding]:
    """One config, and one class of each of its subparts."""
    where, named = f"student {student.id}", {"student": student.id, "course": course.id}
    taken = [g for g in course.configs if any(c.id in attended for p in g.subparts for c in p.classes)]
    if not taken and any(not g.subparts for g in course.configs):
        return
    if not taken:
        yield Finding("timetable.student_unassigned", where, named)
        return
    if len(taken) > 1:
        yield Finding("timetable.student_two_configs", where, {**named, "configs": tuple(g.id for g in taken)})
    for config in taken:
        for subpart in config.subparts:
            own = tuple(c.id for c in subpart.classes if c.id in attended)
            if not own:
                yield Finding("timetable.student_subpart_missing", where, {**named, "subpart": subpart.id})
            elif len(own) > 1:
                facts = {**named, "subpart": subpart.id, "classes": own}
                yield Finding("timetable.student_subpart_twice", where, facts)


def _limits(problem: TimetableProblem, timetable: Timetable) -> Iterator[Finding]:
    attending: dict[ClassId, int] = {}
    for student, classes in timetable.students.items():
        if student in problem.student_of:
            for each in classes:
                attending[each] = attending.get(each, 0) + 1
    for each_class in problem.classes:
        number = attending.get(each_class.id, 0)
        if each_class.limit is not None and number > each_class.limit:
            facts = {"each": each_class.id, "students": number, "limit": each_class.limit}
            yield Finding("timetable.class_over_limit", f"class {each_class.id}", facts)


def _in_order(classes: frozenset[ClassId]) -> list[ClassId]:
    return sorted(classes, key=lambda c: (len(c), c))
