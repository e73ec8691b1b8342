"""Multi-skill project scheduling: MiniZinc ``.dzn`` instances."""

from remeslo.interchange.mspsp.instance import MspspInstance, Task
from remeslo.interchange.mspsp.model import as_problem, task_key, worker_key
from remeslo.interchange.mspsp.reader import MspspReading, read_mspsp, read_mspsp_file

__all__ = [
    "MspspInstance",
    "MspspReading",
    "Task",
    "as_problem",
    "read_mspsp",
    "read_mspsp_file",
    "task_key",
    "worker_key",
]
