"""Organisations themselves: requisites, names of other days, programmes they hold a licence for."""

from django.db import models
from django.db.models import Q

from remeslo.web.apps.organisations.enums import EntityKind, Origin
from remeslo.web.apps.organisations.models.dated import Dated, in_order


class LegalEntity(models.Model):
    """An organisation across clusters; the fields are those of the core value of the same name."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30, choices=EntityKind.choices)
    inn = models.CharField(max_length=20, blank=True)
    kpp = models.CharField(max_length=20, blank=True)
    ogrn = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=200, blank=True)
    settlement = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HERE)

    class Meta:
        ordering = ["name", "key"]
        indexes = [models.Index(fields=["inn"], name="entity_by_inn")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="entity_is_on_the_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name


class EntityName(Dated):
    """The name and kind of an organisation in some days."""

    entity = models.ForeignKey(LegalEntity, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30, choices=EntityKind.choices)

    class Meta:
        ordering = ["since", "id"]
        constraints = [in_order("entity_name_days_in_order")]

    def __str__(self) -> str:
        return self.name


class Licence(Dated):
    """A programme that an organisation may teach."""

    entity = models.ForeignKey(LegalEntity, models.CASCADE, related_name="licences")
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code", "since", "id"]
        constraints = [in_order("licence_days_in_order")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
