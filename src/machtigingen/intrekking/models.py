"""The newest list of each issuer, and how fetching it goes. An issuer is known by its key."""

from django.db import models
from django.db.models import Q


def _is_thumbprint(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__regex": r"^[0-9a-f]{64}\Z"}), name=name)


class Lijst(models.Model):
    """As it was published: what it says is read from it, with the key of the issuer at hand. `uit_bestand`: some portal
    had it in a file and put it here, so that no file goes back behind it."""

    sleutel = models.CharField(max_length=64, primary_key=True)
    inhoud = models.BinaryField()
    vingerafdruk = models.CharField(max_length=64)
    geladen_at = models.DateTimeField()
    uit_bestand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            _is_thumbprint("sleutel", "lijst_sleutel_is_vingerafdruk"),
            _is_thumbprint("vingerafdruk", "lijst_vingerafdruk_is_vingerafdruk"),
        ]

    def __str__(self) -> str:
        return self.sleutel


class Ophaling(models.Model):
    """When a list is to be fetched again. `code` says why the last time failed; empty when it did not."""

    sleutel = models.CharField(max_length=64, primary_key=True)
    volgende_at = models.DateTimeField()
    gelukt_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [_is_thumbprint("sleutel", "ophaling_sleutel_is_vingerafdruk")]

    def __str__(self) -> str:
        return self.sleutel
