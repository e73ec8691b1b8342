"""
Files as they come: which form each is in, by what it holds, and all frameworks of many files together.

The one place that knows every reader; the command line and the web both ask here. Nothing here raises.
"""

from remeslo.interchange.intake.form import FRAMEWORKS, Form
from remeslo.interchange.intake.frameworks import read_frameworks
from remeslo.interchange.intake.recognise import recognise

__all__ = ["FRAMEWORKS", "Form", "read_frameworks", "recognise"]
