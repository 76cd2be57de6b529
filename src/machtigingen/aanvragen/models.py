import uuid

from django.db import models

from machtigingen.kluis import SealedJSONField, SealedTextField


class Aanvraag(models.Model):
    """One request of one instantie. All that tells about a patient stands sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agb = models.CharField(max_length=8)
    uzovi = models.CharField(max_length=4, blank=True)
    status = models.CharField(max_length=16)
    formulier_code = models.CharField(max_length=12, blank=True)
    formulier_versie = models.CharField(max_length=12, blank=True)
    mogelijke_formulieren = models.JSONField(default=list)
    softwarepakket = models.CharField(max_length=100, blank=True)
    referentie = models.CharField(max_length=60, blank=True)
    bronnen = SealedJSONField(default=dict)
    antwoorden = SealedJSONField(default=dict)
    beslissing = SealedJSONField(null=True)
    bsn_index = models.CharField(max_length=64, blank=True)
    versie = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=120, blank=True)
    vervalt_at = models.DateTimeField()
    ingediend_at = models.DateTimeField(null=True, blank=True)
    ingediend_door = models.CharField(max_length=120, blank=True)
    aanvraagnummer = models.CharField(max_length=12, unique=True, null=True, blank=True)
    machtigingsnummer = models.CharField(max_length=15, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agb", "-updated_at", "referentie"], name="aanvraag_van_instantie"),
            models.Index(fields=["uzovi", "status", "ingediend_at"], name="aanvraag_bij_verzekeraar"),
            models.Index(fields=["bsn_index", "agb"], name="aanvraag_bsn"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["uzovi", "machtigingsnummer"],
                condition=~models.Q(machtigingsnummer=""),
                name="aanvraag_machtigingsnummer_eenmaal",
            ),
            models.CheckConstraint(
                condition=models.Q(status="concept") | models.Q(aanvraagnummer__isnull=False),
                name="aanvraag_ingediend_heeft_nummer",
            ),
        ]

    def __str__(self) -> str:
        return self.aanvraagnummer or str(self.id)


class Besluit(models.Model):
    """The answer to an aanvraag, by a rule of the form or by a beoordelaar; one for each aanvraag, never changed."""

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.PROTECT, related_name="besluit")
    status = models.CharField(max_length=16)
    door_regel = models.BooleanField()
    regel = models.CharField(max_length=60, blank=True)
    beoordelaar = models.CharField(max_length=120, blank=True)
    toelichting = SealedTextField()
    besloten_at = models.DateTimeField()
    geldig_van_on = models.DateField(null=True, blank=True)
    geldig_tot_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.status


class Bijlage(models.Model):
    """A file with an aanvraag. Its content lies sealed in the storage folder; its name may hold a BSN: sealed too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="bijlagen")
    vraag = models.CharField(max_length=60)
    naam = SealedTextField()
    type = models.CharField(max_length=40)
    grootte = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return str(self.id)


class Nummerreeks(models.Model):
    """The last number given out in one series; locking its row puts those who ask for a number in line."""

    naam = models.CharField(max_length=40, primary_key=True)
    laatste = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.naam
