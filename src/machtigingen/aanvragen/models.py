import uuid

from django.db import models

from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.kluis import SealedJSONField, SealedTextField


class Aanvraag(models.Model):
    """One request of one instantie. All that tells about a patient stands sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agb = models.CharField(max_length=8)
    uzovi = models.CharField(max_length=4, blank=True)
    status = models.CharField(max_length=24)
    formulier_code = models.CharField(max_length=12, blank=True)
    formulier_versie = models.CharField(max_length=12, blank=True)
    mogelijke_formulieren = models.JSONField(default=list)
    softwarepakket = models.CharField(max_length=100, blank=True)
    referentie = models.CharField(max_length=60, blank=True)
    bronnen = SealedJSONField(default=dict)
    antwoorden = SealedJSONField(default=dict)
    beslissing = SealedJSONField(null=True)
    niet_automatisch = models.CharField(max_length=80, blank=True, default="")
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
    grondslag = models.CharField(max_length=3, blank=True, default="")
    specialisme = models.CharField(max_length=4, blank=True, default="")
    zorgverlener = models.CharField(max_length=8, blank=True, default="")
    behandelaar = models.CharField(max_length=120, blank=True, default="")
    behandelaar_certificaat = models.CharField(max_length=64, blank=True, default="")
    behandelaar_medewerker = models.PositiveBigIntegerField(null=True, blank=True)
    termijn_begon_on = models.DateField(null=True, blank=True)
    termijn_tot_on = models.DateField(null=True, blank=True)  # none while the clock is paused, or does not run
    geldig_tot_on = models.DateField(null=True, blank=True)
    einde_reden = SealedTextField(null=True)  # only when the end was set after the besluit
    intrekking = SealedTextField(null=True)
    mutatie = models.PositiveBigIntegerField(null=True, blank=True)
    mutatie_verzekeraar = models.PositiveBigIntegerField(null=True, blank=True)
    vervolg_op = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="vervolgen")
    vervolg_soort = models.CharField(max_length=16, blank=True, default="")
    gevraagd_van_on = models.DateField(null=True, blank=True)  # only of a verlenging, and what is asked anew of one
    motivering = SealedTextField(null=True)
    voorstel = SealedJSONField(null=True)
    voorstel_certificaat = models.CharField(max_length=64, blank=True, default="")
    voorstel_medewerker = models.PositiveBigIntegerField(null=True, blank=True)
    bewaarslot = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["agb", "-updated_at", "referentie"], name="aanvraag_van_instantie"),
            models.Index(fields=["uzovi", "status", "ingediend_at"], name="aanvraag_bij_verzekeraar"),
            models.Index(fields=["bsn_index", "agb"], name="aanvraag_bsn"),
            models.Index(fields=["agb", "mutatie"], name="aanvraag_mutatie"),
            models.Index(fields=["uzovi", "mutatie_verzekeraar"], name="aanvraag_mutatie_verzekeraar"),
            models.Index(fields=["uzovi", "status", "termijn_tot_on"], name="aanvraag_op_termijn"),
            models.Index(fields=["uzovi", "-updated_at"], name="aanvraag_laatst_bij"),
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
            models.UniqueConstraint(
                fields=["vervolg_op", "vervolg_soort"],
                condition=models.Q(
                    vervolg_soort__in=["herbeoordeling", "verlenging"],
                    status__in=["ingediend", "in_behandeling", "informatie_gevraagd", "aangevuld"],
                ),
                name="aanvraag_vervolg_een_open",
            ),
        ]

    def __str__(self) -> str:
        return self.aanvraagnummer or str(self.id)


class EerdereVerzekerde(models.Model):
    """Whom a concept was about until its BSN was changed, with the birth dates that it then named."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="eerdere_verzekerden")
    bsn_index = models.CharField(max_length=64)
    geboortedata = SealedJSONField()
    tot_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bsn_index"], name="eerdere_verzekerde_bsn")]

    def __str__(self) -> str:
        return f"{self.aanvraag} tot {self.tot_at}"


class Besluit(models.Model):
    """One answer to an aanvraag, by a rule of the form or by a beoordelaar; never changed. The last one counts."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="besluiten")
    volgnummer = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=24)
    door_regel = models.BooleanField()
    regel = models.CharField(max_length=60, blank=True)
    beoordelaar = models.CharField(max_length=120, blank=True)
    tweede_beoordelaar = models.CharField(max_length=120, blank=True, default="")
    toelichting = SealedTextField()
    regels = SealedJSONField(null=True)  # what a beoordelaar said of each line; a rule speaks of all at once
    woorden = SealedJSONField(null=True)  # of the agreements, as they were then; none with what is older than these
    besloten_at = models.DateTimeField()
    geldig_van_on = models.DateField(null=True, blank=True)
    geldig_tot_on = models.DateField(null=True, blank=True)
    machtigingsnummer = models.CharField(max_length=15, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "volgnummer"], name="besluit_volgnummer_eenmaal"),
        ]

    def __str__(self) -> str:
        return self.status


class Informatieverzoek(models.Model):
    """Questions of the insurer, and the answers. At most one of an aanvraag is open."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="informatieverzoeken")
    volgnummer = models.PositiveSmallIntegerField()
    vragen = SealedJSONField()
    gesteld_at = models.DateTimeField()
    gesteld_door = models.CharField(max_length=120)
    reageren_voor_on = models.DateField()
    concept = SealedJSONField(default=dict)
    antwoorden = SealedJSONField(null=True)
    beantwoord_at = models.DateTimeField(null=True, blank=True)
    beantwoord_door = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "volgnummer"], name="informatieverzoek_volgnummer_eenmaal"),
            models.UniqueConstraint(
                fields=["aanvraag"], condition=models.Q(beantwoord_at=None), name="informatieverzoek_een_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aanvraag} {self.volgnummer}"


class Gebeurtenis(models.Model):
    """One thing that happened to an aanvraag once it was sent: a line of its timeline."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="gebeurtenissen")
    volgnummer = models.PositiveIntegerField()
    soort = models.CharField(max_length=32)
    at = models.DateTimeField()
    door = models.CharField(max_length=120)
    van_verzekeraar = models.BooleanField()
    gegevens = SealedJSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "volgnummer"], name="gebeurtenis_volgnummer_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.aanvraag} {self.volgnummer} {self.soort}"


class Bijlage(models.Model):
    """A file with an aanvraag. Its content lies sealed in the storage folder; its name may hold a BSN: sealed too.

    `vingerafdruk`: of the file as it came, for what is kept of a picture is another one. None before there was one.
    `gescand_at`: when the worker last had it scanned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="bijlagen")
    vraag = models.CharField(max_length=60)
    naam = SealedTextField()
    type = models.CharField(max_length=40)
    grootte = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    vingerafdruk = SealedTextField(null=True)
    quarantaine = models.CharField(max_length=5, blank=True, default="", db_default="")
    gescand_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quarantaine__in=[een.value for een in Quarantaine]), name="bijlage_quarantaine"
            )
        ]
        indexes = [
            models.Index(fields=["added_at"], condition=models.Q(quarantaine="wacht"), name="bijlage_wacht_op_scan")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Nummerreeks(models.Model):
    """The last number given out in one series; locking its row puts those who ask for a number in line."""

    naam = models.CharField(max_length=40, primary_key=True)
    laatste = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.naam
