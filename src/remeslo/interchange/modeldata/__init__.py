"""
Data of optimisation models: ``name = value;`` statements of MiniZinc (``.dzn``, data in ``.mzn``) and OPL (``.dat``).

Only data is understood: whole numbers, words, sets, lists, tables and tuples of them. Nothing is computed.
"""

from remeslo.interchange.modeldata.notes import MOST_FINDINGS, Notes
from remeslo.interchange.modeldata.shape import circle, plain_weeks, working_order
from remeslo.interchange.modeldata.statements import Call, ModelData, read_model_data
from remeslo.interchange.modeldata.values import Values

__all__ = [
    "MOST_FINDINGS",
    "Call",
    "ModelData",
    "Notes",
    "Values",
    "circle",
    "plain_weeks",
    "read_model_data",
    "working_order",
]
