"""Files of kinds of facts and of indicators: TOML into values, every problem at once; those that come along."""

from remeslo.interchange.resultpack.builtin import builtin_indicators, builtin_kinds
from remeslo.interchange.resultpack.indicatorreader import read_indicators
from remeslo.interchange.resultpack.kindreader import read_kinds

__all__ = ["builtin_indicators", "builtin_kinds", "read_indicators", "read_kinds"]
