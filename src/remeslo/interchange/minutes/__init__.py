"""Minutes of a meeting as DOCX, in Russian or English; FORMAT.md says what stands where."""

from remeslo.interchange.minutes.docx import minutes_docx, minutes_name
from remeslo.interchange.minutes.paper import MinutesPaper, Point, Present, SignedBy, Tabled, Task

__all__ = ["MinutesPaper", "Point", "Present", "SignedBy", "Tabled", "Task", "minutes_docx", "minutes_name"]
