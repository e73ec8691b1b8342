"""Curriculum-based course timetabling (ITC-2007, track 3): ``.ctt`` instances and their solutions."""

from remeslo.interchange.cbctt.instance import CbcttCourse, CbcttRoom, Curriculum, Instance, lecture_id
from remeslo.interchange.cbctt.model import as_problem
from remeslo.interchange.cbctt.reader import InstanceReading, read_instance, read_instance_file
from remeslo.interchange.cbctt.solution import SolutionReading, read_solution, read_solution_file
from remeslo.interchange.cbctt.writer import CannotBeWritten, write_instance, write_solution

__all__ = [
    "CannotBeWritten",
    "CbcttCourse",
    "CbcttRoom",
    "Curriculum",
    "Instance",
    "InstanceReading",
    "SolutionReading",
    "as_problem",
    "lecture_id",
    "read_instance",
    "read_instance_file",
    "read_solution",
    "read_solution_file",
    "write_instance",
    "write_solution",
]
