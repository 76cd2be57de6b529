import uuid

from django.db import models

from machtigingen.kluis import SealedTextField
from machtigingen.notificaties.soorten import Kanaal, Toestand


class Abonnement(models.Model):
    """Who of one organisation wants to be told what, and where. Ended, it stays: its bezorgingen are the ledger.

    The address stands sealed: of a webhook it often holds a secret, of a mail it names a person. No `soorten` means all
    of them. Until `rust_tot_at` a receiver that did not answer is left alone. Since `weg_sinds_at` every attempt failed
    for now. With a `medewerker` it is no wish but comes with a role: what that person must hear about access.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisatiecode = models.CharField(max_length=8)
    kanaal = models.CharField(max_length=8)
    adres = SealedTextField()
    geheim = SealedTextField(null=True)
    soorten = models.JSONField(default=list)
    softwarepakket = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    rust_tot_at = models.DateTimeField(null=True)
    weg_sinds_at = models.DateTimeField(null=True)
    medewerker = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisatiecode", "created_at"], name="abonnement_van_organisatie")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kanaal__in=[kanaal.value for kanaal in Kanaal]), name="abonnement_kanaal_bestaat"
            ),
            models.UniqueConstraint(
                fields=["medewerker"], condition=models.Q(ended_at__isnull=True), name="abonnement_van_medewerker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kanaal} {self.id}"


class Bezorging(models.Model):
    """One thing to tell to one abonnement. The only queue there is, and the ledger as well.

    Its id goes with every attempt, so that who is told twice can see it. Of the token in a mail only a hash stands
    here. Neither names a patient: an aanvraag is known here by id and number. News about access has no aanvraag but
    a `sleutel`, by which it is told once, and `over`: the name of a certificate.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    abonnement = models.ForeignKey(Abonnement, on_delete=models.PROTECT, related_name="bezorgingen", db_index=False)
    aanvraag_id = models.UUIDField(null=True)
    aanvraagnummer = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=24)
    status = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    toestand = models.CharField(max_length=12, default=Toestand.WACHT.value)
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging_at = models.DateTimeField()
    geclaimd_tot_at = models.DateTimeField(null=True)
    bezorgd_at = models.DateTimeField(null=True)
    foutsoort = models.CharField(max_length=12, blank=True)
    foutcode = models.CharField(max_length=24, blank=True)
    link_hash = models.CharField(max_length=64, unique=True, null=True)
    sleutel = models.CharField(max_length=64, unique=True, null=True)
    over = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["volgende_poging_at"],
                condition=models.Q(toestand=Toestand.WACHT.value),
                name="bezorging_wacht",
            ),
            models.Index(fields=["abonnement", "-created_at", "-id"], name="bezorging_van_abonnement"),
            models.Index(fields=["aanvraag_id"], name="bezorging_van_aanvraag"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(toestand__in=[toestand.value for toestand in Toestand]),
                name="bezorging_toestand_bestaat",
            ),
            models.CheckConstraint(
                condition=~models.Q(toestand=Toestand.BEZORGD.value) | models.Q(bezorgd_at__isnull=False),
                name="bezorging_bezorgd_heeft_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
