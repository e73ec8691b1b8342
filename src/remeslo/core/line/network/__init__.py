"""
From term plans and teaching duties to allocation, and back: what a grant means for a group's weeks.

Modules: ``places`` (workshops and workplaces of a year), ``moving`` (other weeks that a practice may lie in),
``requests`` (the allocation problem of a year), ``applied`` (duties and weeks of groups after the grants).
"""
