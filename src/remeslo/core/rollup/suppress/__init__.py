"""
Complementary suppression over overlapping trees: no hidden cell, and no small remainder, follows from what is shown.

See ``docs/decisions/0065``. `protect` works on any cells; `cells.hidden_cells` on leaves and their paths.
"""

from remeslo.core.rollup.suppress.board import Board
from remeslo.core.rollup.suppress.cells import BoardCell, hidden_cells
from remeslo.core.rollup.suppress.protect import Suppression, protect

__all__ = ["Board", "BoardCell", "Suppression", "hidden_cells", "protect"]
