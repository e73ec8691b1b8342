"""
The book of a programme: the ОПОП-П document as DOCX by the outline of DOMAIN sheet §3, generated from a planned
programme, in the default template or in a college's own. FORMAT.md has the placeholders.
"""

from remeslo.interchange.programmebook.book import Book, book_docx, book_name
from remeslo.interchange.programmebook.placeholders import BLOCKS, LINES, REQUIRED
from remeslo.interchange.programmebook.starter import starter_template
from remeslo.interchange.programmebook.template.check import TemplateReading, TemplateRefused, check_template

__all__ = [
    "BLOCKS",
    "LINES",
    "REQUIRED",
    "Book",
    "TemplateReading",
    "TemplateRefused",
    "book_docx",
    "book_name",
    "check_template",
    "starter_template",
]
