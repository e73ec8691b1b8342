"""Which days the nightly work was done for."""

from django.db import models


class Night(models.Model):
    """The work of a night is done for this day; a row is only ever added."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}"
