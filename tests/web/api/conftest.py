"""The world of the rights' tables, for the interface too."""

from tests.web.rights.conftest import built, world

__all__ = ("built", "world")
