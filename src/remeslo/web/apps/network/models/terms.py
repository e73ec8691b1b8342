"""Rows of what the members of a cluster agreed on: classrooms, opening hours, conditions, contracts, quotas."""

from typing import Any

from django.db import models

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import Origin, Part


class TermRow(models.Model):
    """
    One value of the folder, of any of these parts: all of them are read together, in one query.

    ``body`` is the JSON of the core value; ``key`` names what it is about (the workshop of opening hours, the quota,
    the contract, the room, the group), "" where nothing names it.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="network_terms")
    part = models.CharField(max_length=20, choices=Part.choices)
    key = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    body: Any = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.FOLDER)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["cluster", "part", "key"], name="network_term_by_key")]

    def __str__(self) -> str:
        return f"{self.part} {self.key}".rstrip()
