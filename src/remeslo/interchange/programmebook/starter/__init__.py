"""The default template: a document of placeholders that a college may take home, change and bring back."""

from remeslo.interchange.programmebook.starter.make import starter_template

__all__ = ["starter_template"]
