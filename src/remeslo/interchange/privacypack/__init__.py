"""The register of personal data: TOML into values with sources, every problem at once; what comes along."""

from remeslo.interchange.privacypack.builtin import USUAL, builtin, columns
from remeslo.interchange.privacypack.columns import read_columns
from remeslo.interchange.privacypack.reader import read

__all__ = ["USUAL", "builtin", "columns", "read", "read_columns"]
