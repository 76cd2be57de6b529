"""The versions that insurers uploaded: a proposal until it is published, and from then on unchangeable.

The database itself refuses to change or remove what was published (migration 0001).
"""

from django.db import models
from django.db.models import F, Q


class Formulierversie(models.Model):
    """`teksten` are its files and `gedeeld` what the forms shared when it was uploaded, by name; `sha256` is of both.
    `bevindingen`: what was wrong with it then."""

    code = models.CharField(max_length=12)
    versie = models.CharField(max_length=12)
    uzovi = models.CharField(max_length=4)
    teksten = models.JSONField()
    gedeeld = models.JSONField()
    sha256 = models.CharField(max_length=64)
    bevindingen = models.JSONField(default=list, blank=True)
    geupload_at = models.DateTimeField()
    geupload_door = models.CharField(max_length=120)
    geupload_certificaat = models.CharField(max_length=64)
    geupload_medewerker = models.BigIntegerField(null=True, blank=True)
    gepubliceerd_at = models.DateTimeField(null=True, blank=True)
    gepubliceerd_door = models.CharField(max_length=120, blank=True, default="")
    gepubliceerd_certificaat = models.CharField(max_length=64, blank=True, default="")
    gepubliceerd_medewerker = models.BigIntegerField(null=True, blank=True)
    geldig_van_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "versie"], name="formulierversie_een_keer"),
            models.CheckConstraint(
                condition=Q(gepubliceerd_at=None, geldig_van_on=None, gepubliceerd_certificaat="")
                | (Q(gepubliceerd_at__isnull=False, geldig_van_on__isnull=False) & ~Q(gepubliceerd_certificaat="")),
                name="formulierversie_heel_gepubliceerd",
            ),
            models.CheckConstraint(
                condition=~Q(gepubliceerd_certificaat=F("geupload_certificaat"))
                & ~Q(gepubliceerd_medewerker=F("geupload_medewerker")),
                name="formulierversie_twee_mensen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.versie}"
