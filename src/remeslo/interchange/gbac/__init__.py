"""The generalised balanced academic curriculum problem (CSPLib 64): MiniZinc ``.dzn`` instances."""

from remeslo.interchange.gbac.instance import GbacInstance
from remeslo.interchange.gbac.model import as_problem, course_key
from remeslo.interchange.gbac.reader import GbacReading, read_gbac, read_gbac_file

__all__ = ["GbacInstance", "GbacReading", "as_problem", "course_key", "read_gbac", "read_gbac_file"]
