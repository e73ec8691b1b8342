"""Where two values first differ, as a path and the text of what is there."""

from dataclasses import fields, is_dataclass


def first_difference(left: object, right: object, path: str = "") -> tuple[str, str]:
    """The first place where ``right`` is not ``left``, and what left has there: ``("rows[3].title", "'Физика'")``."""
    if is_dataclass(left) and type(left) is type(right):
        for f in fields(left):
            ours, theirs = getattr(left, f.name), getattr(right, f.name)
            if ours != theirs:
                return first_difference(ours, theirs, f"{path}.{f.name}".lstrip("."))
    if isinstance(left, tuple) and isinstance(right, tuple):
        for n, (ours, theirs) in enumerate(zip(left, right, strict=False)):
            if ours != theirs:
                return first_difference(ours, theirs, f"{path}[{n}]")
    return path, repr(left)
