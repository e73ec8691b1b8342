"""The balanced academic curriculum problem (CSPLib 30): MiniZinc ``.mzn`` data and OPL ``.dat`` instances."""

from remeslo.interchange.bacp.instance import BacpInstance
from remeslo.interchange.bacp.model import as_problem, course_key
from remeslo.interchange.bacp.reader import BacpReading, read_bacp, read_bacp_file

__all__ = ["BacpInstance", "BacpReading", "as_problem", "course_key", "read_bacp", "read_bacp_file"]
