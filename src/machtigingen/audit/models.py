from django.db import models


class Keten(models.Model):
    """Where one chain ends, and what went before it begins: the last row that was cut off, 0 while it is whole.

    Locking this row is what puts writers of the same chain in line.
    """

    naam = models.CharField(max_length=40, primary_key=True)
    volgnummer = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    begin_volgnummer = models.PositiveBigIntegerField(default=0, db_default=0)
    begin_hash = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begin_volgnummer__lte=models.F("volgnummer")), name="audit_keten_begint_voor_einde"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Regel(models.Model):
    """One act or one look. `afzender`: for which organisation; `indiener`: the serial number of the certificate that
    handed it in, and of software `softwarepakket` says which. Written once; the database refuses change, and removal
    but before the beginning of its chain (see the migrations)."""

    keten = models.CharField(max_length=40)
    volgnummer = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField()
    soort_actor = models.CharField(max_length=12)
    actor = models.CharField(max_length=120)
    organisatie = models.CharField(max_length=120)
    certificaat = models.CharField(max_length=64)
    handeling = models.CharField(max_length=40)
    onderwerp = models.CharField(max_length=80)
    resultaat = models.CharField(max_length=12)
    code = models.CharField(max_length=8, blank=True)
    correlatie_id = models.CharField(max_length=64, blank=True)
    softwarepakket = models.CharField(max_length=60, blank=True, default="", db_default="")
    fouten = models.CharField(max_length=1000, blank=True, default="", db_default="")
    reden = models.CharField(max_length=200, blank=True, default="", db_default="")
    afzender = models.CharField(max_length=16, blank=True, default="", db_default="")
    indiener = models.CharField(max_length=48, blank=True, default="", db_default="")
    vorige_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keten", "volgnummer"], name="audit_regel_plaats_in_keten")]
        indexes = [
            models.Index(fields=["onderwerp"], name="audit_regel_onderwerp"),
            models.Index(fields=["keten", "-recorded_at", "-volgnummer"], name="audit_regel_logboek"),
        ]

    def __str__(self) -> str:
        return f"{self.keten} {self.volgnummer}"
