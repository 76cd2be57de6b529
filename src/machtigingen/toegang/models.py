from django.db import models
from django.db.models import Q

from machtigingen.kluis import SealedTextField

SYSTEEM = Q(soort="systeem")


class Organisatie(models.Model):
    """A party under which certificates are issued: an instantie (AGB-code, 8 digits), a verzekeraar (UZOVI, 4), who
    runs the portal, or a tussenpartij, which may not act here. The agreement holds from `begin_on` through `einde_on`.
    """

    class Soort(models.TextChoices):
        PRAKTIJK = "praktijk"
        INSTELLING = "instelling"
        VERZEKERAAR = "verzekeraar"
        PORTAALBEHEER = "portaalbeheer"
        TUSSENPARTIJ = "tussenpartij"

    code = models.CharField(max_length=8, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=16, choices=Soort.choices)
    begin_on = models.DateField(null=True, blank=True)
    einde_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.naam} ({self.code})"

    @property
    def is_instantie(self) -> bool:
        return self.soort in (self.Soort.PRAKTIJK, self.Soort.INSTELLING)


class Medewerker(models.Model):
    """A person at an organisation, whatever certificates he or she has had. `contact`: the first (1) or second (2)
    contactpersoon, who grants rights and whom a refused colleague is sent to. Locked since `geblokkeerd_at`.
    """

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="medewerkers")
    naam = models.CharField(max_length=120)
    email = models.EmailField()
    contact = models.PositiveSmallIntegerField(null=True, blank=True)
    einde_at = models.DateTimeField(null=True, blank=True)
    geblokkeerd_at = models.DateTimeField(null=True, blank=True)
    foute_pogingen = models.PositiveSmallIntegerField(default=0)
    factor_geheim = SealedTextField(null=True)
    factor_gezet_at = models.DateTimeField(null=True, blank=True)
    laatste_stap = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "email"], name="toegang_medewerker_eenmaal"),
            models.UniqueConstraint(
                fields=["organisatie", "contact"], condition=Q(contact__isnull=False), name="toegang_contact_eenmaal"
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(contact__in=[1, 2]), name="toegang_contact_eerste_of_tweede"
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(einde_at__isnull=True), name="toegang_contact_werkt_er_nog"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Certificaat(models.Model):
    """A certificate that somebody else issued and that is registered here, with what it may do.

    `adressen`: from where a system certificate may call (IPs and CIDRs). With an `einde_at` it is ended, or being
    replaced and good until then; of the others an organisation has at most one for its software. `ingetrokken_at`:
    since then we know that its `uitgever`, by the name of then, withdrew it.
    """

    vingerafdruk = models.CharField(max_length=64, unique=True)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="certificaten")
    medewerker = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="certificaten"
    )
    soort = models.CharField(max_length=12)
    naam = models.CharField(max_length=120)
    serienummer = models.CharField(max_length=48)
    uitgever = models.CharField(max_length=120, blank=True, default="")
    autorisaties = models.JSONField(default=list)
    adressen = models.JSONField(default=list)
    geldig_tot = models.DateTimeField()
    gestart_at = models.DateTimeField(null=True, blank=True)
    laatst_gebruikt_at = models.DateTimeField(null=True, blank=True)
    laatst_adres = models.CharField(max_length=45, blank=True, default="")
    einde_at = models.DateTimeField(null=True, blank=True)
    einde_reden = models.CharField(max_length=200, blank=True, default="")
    ingetrokken_at = models.DateTimeField(null=True, blank=True)
    vervangt = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie"],
                condition=SYSTEEM & Q(einde_at__isnull=True),
                name="toegang_een_systeemcertificaat",
            ),
            models.CheckConstraint(
                condition=~SYSTEEM | Q(medewerker__isnull=True), name="toegang_systeem_is_van_niemand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.soort})"


class Certificaatverzoek(models.Model):
    """A certificate that was asked for at the CA outside: its request (CSR), and what it will be able to do here. Since
    `klaar_at` its answer is there too (`pem`), for whoever asked to fetch and install.
    """

    class Stand(models.TextChoices):
        AANGEVRAAGD = "aangevraagd"
        KLAAR = "klaar"
        VERVALLEN = "vervallen"

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="verzoeken")
    soort = models.CharField(max_length=12)
    medewerker = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="verzoeken"
    )
    csr = models.TextField()
    adressen = models.JSONField(default=list)
    autorisaties = models.JSONField(default=list)
    gevraagd_at = models.DateTimeField()
    gevraagd_door = models.CharField(max_length=120)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.AANGEVRAAGD)
    certificaat = models.OneToOneField(
        Certificaat, on_delete=models.PROTECT, null=True, blank=True, related_name="verzoek"
    )
    klaar_at = models.DateTimeField(null=True, blank=True)
    pem = models.TextField(blank=True, default="")
    vervangt = models.ForeignKey(Certificaat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie"],
                condition=SYSTEEM & Q(stand="aangevraagd"),
                name="toegang_een_open_systeemverzoek",
            ),
            models.CheckConstraint(
                condition=~Q(stand="klaar") | Q(certificaat__isnull=False), name="toegang_klaar_heeft_certificaat"
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.pk} ({self.soort})"


class Blokkade(models.Model):
    """The kill switch: from the next request on nobody calls with this serial number, or for this organisation."""

    class Soort(models.TextChoices):
        SERIENUMMER = "serienummer"
        ORGANISATIE = "organisatie"

    soort = models.CharField(max_length=12, choices=Soort.choices)
    waarde = models.CharField(max_length=48)
    reden = models.CharField(max_length=200)
    ingesteld_at = models.DateTimeField()
    ingesteld_door = models.CharField(max_length=120)
    opgeheven_at = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "waarde"], condition=Q(opgeheven_at__isnull=True), name="toegang_blokkade_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.waarde}"


class Rechtverzoek(models.Model):
    """Somebody asks for a right that he or she misses. Unanswered while `beantwoord_at` is empty."""

    certificaat = models.ForeignKey(Certificaat, on_delete=models.PROTECT, related_name="rechtverzoeken")
    autorisatie = models.CharField(max_length=16)
    gevraagd_at = models.DateTimeField()
    beantwoord_at = models.DateTimeField(null=True, blank=True)
    beantwoord_door = models.CharField(max_length=120, blank=True, default="")
    toegekend = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificaat", "autorisatie"],
                condition=Q(beantwoord_at__isnull=True),
                name="toegang_rechtverzoek_eenmaal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.autorisatie} ({self.certificaat_id})"
