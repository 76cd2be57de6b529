from django.db import models

from machtigingen.kluis import SealedJSONField


class Instroom(models.Model):
    """One accepted message, with the answer that it got. Its own reference is what makes a repeat safe."""

    id = models.UUIDField(primary_key=True, editable=False)
    agb = models.CharField(max_length=8)
    softwarepakket = models.CharField(max_length=60)
    referentie = models.CharField(max_length=60)
    vingerafdruk = models.CharField(max_length=64)
    link_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    geldig_tot_at = models.DateTimeField()
    aanvraag = models.OneToOneField("aanvragen.Aanvraag", on_delete=models.PROTECT, null=True, related_name="instroom")
    antwoord = SealedJSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agb", "softwarepakket", "referentie"], name="instroom_referentie_eenmaal"),
        ]

    def __str__(self) -> str:
        return str(self.id)
