"""
The paper of an agreement: its lines in words, the same in both languages, and as DOCX to be signed.

The lines follow from the data alone, so that what is hashed, shown, compared and printed is one text.
"""

from remeslo.interchange.agreementpaper.docx import agreement_docx
from remeslo.interchange.agreementpaper.lines import PaperLine, paper_lines
from remeslo.interchange.agreementpaper.scene import PaperScene

__all__ = ["PaperLine", "PaperScene", "agreement_docx", "paper_lines"]
