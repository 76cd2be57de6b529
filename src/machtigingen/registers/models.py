"""The local copy of the registers. A code keeps its row: a register ends it with a date."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from machtigingen.registers.standen import Aanbiedertype, Periode, Verzekeraarsoort


def _digits(field: str, count: int, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__regex": rf"^[0-9]{{{count}}}\Z"}), name=name)


def _ends_after_begin(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(einde_on=None) | Q(einde_on__gte=F("begin_on")), name=name)


def holds(on: date) -> Q:
    """Only the rows that hold on that day."""
    return Q(begin_on__lte=on) & (Q(einde_on=None) | Q(einde_on__gte=on))


class Geldig(models.Model):
    """From which day up to and including which day the register says so."""

    begin_on = models.DateField()
    einde_on = models.DateField(null=True)

    class Meta:
        abstract = True

    @property
    def periode(self) -> Periode:
        return Periode(begin_on=self.begin_on, einde_on=self.einde_on)


class Zorgverlener(Geldig):
    """A person with an AGB-code.

    The specialismen stand in one field, "0301,0304": they are always read together with their zorgverlener
    and never searched on, so a table of their own would only cost a second look-up.
    """

    agb = models.CharField(max_length=8, primary_key=True)
    naam = models.CharField(max_length=200)
    specialismen = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            _digits("agb", 8, "zorgverlener_agb_is_8_cijfers"),
            _ends_after_begin("zorgverlener_einde_niet_voor_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.agb} {self.naam}"


class Zorgaanbieder(Geldig):
    """A praktijk, an instelling or the onderneming behind them."""

    agb = models.CharField(max_length=8, primary_key=True)
    naam = models.CharField(max_length=200)
    type = models.CharField(max_length=12, choices=[(type.value, type.value) for type in Aanbiedertype])

    class Meta:
        constraints = [
            _digits("agb", 8, "zorgaanbieder_agb_is_8_cijfers"),
            _ends_after_begin("zorgaanbieder_einde_niet_voor_begin"),
            models.CheckConstraint(
                condition=Q(type__in=[type.value for type in Aanbiedertype]),
                name="zorgaanbieder_type_bestaat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agb} {self.naam}"


class Koppeling(Geldig):
    """A zorgverlener works at a zorgaanbieder; more than once if there was a gap."""

    zorgverlener = models.ForeignKey(Zorgverlener, on_delete=models.PROTECT, related_name="koppelingen", db_index=False)
    zorgaanbieder = models.ForeignKey(Zorgaanbieder, on_delete=models.PROTECT, related_name="koppelingen")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["zorgverlener", "zorgaanbieder", "begin_on"], name="koppeling_eenmaal_per_begin"
            ),
            _ends_after_begin("koppeling_einde_niet_voor_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.zorgverlener_id} bij {self.zorgaanbieder_id}"


class Verzekeraar(Geldig):
    """An insurer or zorgkantoor with a UZOVI number."""

    uzovi = models.CharField(max_length=4, primary_key=True)
    naam = models.CharField(max_length=200)
    soort = models.CharField(
        max_length=11,
        choices=[(soort.value, soort.value) for soort in Verzekeraarsoort],
        default=Verzekeraarsoort.VERZEKERAAR.value,
    )

    class Meta:
        constraints = [
            _digits("uzovi", 4, "verzekeraar_uzovi_is_4_cijfers"),
            _ends_after_begin("verzekeraar_einde_niet_voor_begin"),
            models.CheckConstraint(
                condition=Q(soort__in=[soort.value for soort in Verzekeraarsoort]),
                name="verzekeraar_soort_bestaat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uzovi} {self.naam}"


class Lading(models.Model):
    """When a register was last taken in: what tells an empty register from an unknown code."""

    register = models.CharField(max_length=20, primary_key=True)
    geladen_at = models.DateTimeField()
    regels = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.register} {self.geladen_at:%Y-%m-%d %H:%M}"
