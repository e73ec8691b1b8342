"""Compiled inner loops of the timetable engine: the only modules here that know numba, and only through `jit`."""
