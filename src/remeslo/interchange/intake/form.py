"""Forms that a file can be in."""

from enum import StrEnum


class Form(StrEnum):
    """The value is a label of the group ``file_format``."""

    PROFSTANDART = "profstandart"
    ONET = "onet"
    ESCO = "esco"
    CASE = "case"
    CASE_SHEET = "case_sheet"
    PLX = "plx"
    PLM = "plm"
    PLANSHEET = "plansheet"
    STATESHEET = "statesheet"
    SHEET = "sheet"
    """A table with a header that says what its columns are."""
    UNKNOWN = "unknown"


FRAMEWORKS = (Form.ONET, Form.ESCO, Form.CASE, Form.CASE_SHEET, Form.SHEET)
"""Forms that hold a framework of competences."""
