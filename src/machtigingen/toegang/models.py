from django.db import models


class Organisatie(models.Model):
    """A party under which certificates are issued: an instantie (AGB-code, 8 digits) or a verzekeraar (UZOVI, 4)."""

    class Soort(models.TextChoices):
        PRAKTIJK = "praktijk"
        INSTELLING = "instelling"
        VERZEKERAAR = "verzekeraar"

    code = models.CharField(max_length=8, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=12, choices=Soort.choices)
    einde_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.naam} ({self.code})"


class Contactpersoon(models.Model):
    """Who at an instantie grants rights: the person that a refused user is sent to."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="contactpersonen")
    naam = models.CharField(max_length=120)
    email = models.EmailField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "email"], name="toegang_contactpersoon_eenmaal"),
        ]

    def __str__(self) -> str:
        return self.naam


class Certificaat(models.Model):
    """A certificate that somebody else issued and that is registered here, with what it may do."""

    vingerafdruk = models.CharField(max_length=64, unique=True)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="certificaten")
    soort = models.CharField(max_length=12)
    naam = models.CharField(max_length=120)
    serienummer = models.CharField(max_length=48)
    autorisaties = models.JSONField(default=list)
    geldig_tot = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.naam} ({self.soort})"
