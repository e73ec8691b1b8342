"""``plan.json``: what `remeslo plan` writes, complete in itself; see FORMAT.md."""

from remeslo.interchange.planfile.planfile import FORMAT, NAME, PlanFile, PlanReading, read, write

__all__ = ["FORMAT", "NAME", "PlanFile", "PlanReading", "read", "write"]
