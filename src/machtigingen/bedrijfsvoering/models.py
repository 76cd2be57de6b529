from django.db import models


class Hartslag(models.Model):
    """One process, and when it last said that it works. `gestopt_at` of who ended in good order."""

    naam = models.CharField(max_length=120, primary_key=True)
    soort = models.CharField(max_length=12)
    versie = models.CharField(max_length=40)
    begonnen_at = models.DateTimeField()
    at = models.DateTimeField()
    gestopt_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.naam


class Onderhoudsbericht(models.Model):
    """What the operator tells everybody; at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    tekst = models.CharField(max_length=300)
    van_at = models.DateTimeField(null=True, blank=True)
    tot_at = models.DateTimeField(null=True, blank=True)
    gezet_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="bedrijfsvoering_bericht_een_rij")]

    def __str__(self) -> str:
        return self.tekst
