"""Resource-constrained project scheduling of PSPLIB: single-mode ``.sm`` instances."""

from remeslo.interchange.psplib.instance import Job, PsplibInstance
from remeslo.interchange.psplib.model import as_problem, job_key
from remeslo.interchange.psplib.reader import PsplibReading, read_psplib, read_psplib_file
from remeslo.interchange.psplib.writer import write_psplib

__all__ = [
    "Job",
    "PsplibInstance",
    "PsplibReading",
    "as_problem",
    "job_key",
    "read_psplib",
    "read_psplib_file",
    "write_psplib",
]
