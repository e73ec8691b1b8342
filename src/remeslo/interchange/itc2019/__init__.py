"""The XML of the International Timetabling Competition 2019: problems and solutions, plain or packed with xz."""

from remeslo.interchange.itc2019.problem import ProblemReading, read_problem, read_problem_file
from remeslo.interchange.itc2019.solution import SolutionReading, read_solution, read_solution_file
from remeslo.interchange.itc2019.writer import About, CannotBeWritten, write_problem, write_solution

__all__ = [
    "About",
    "CannotBeWritten",
    "ProblemReading",
    "SolutionReading",
    "read_problem",
    "read_problem_file",
    "read_solution",
    "read_solution_file",
    "write_problem",
    "write_solution",
]
