"""
Packs of dated norms, of staffing and of the week: TOML into values with sources, every problem at once; those that
come along.
"""

from remeslo.interchange.staffpack.builtin import USUAL, USUAL_WEEK, builtin, week_packs
from remeslo.interchange.staffpack.kinds import STAFFING, WEEK, PackKind
from remeslo.interchange.staffpack.reader import read

__all__ = ["STAFFING", "USUAL", "USUAL_WEEK", "WEEK", "PackKind", "builtin", "read", "week_packs"]
