from django.db import models


class Wissing(models.Model):
    """How often something was erased, and up to which time its traces were cleared away as well; one row.
    `gewist_audit` is what it was when rows were last cut off the trail: only then its tables are written anew.
    `laatst_at` is when the job last ran to its end, `wachtend` how many aanvragen it then found that only stay because
    nobody decides on them.

    It counts in the transaction that erases: a job that was killed in between leaves behind that there is work to do.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    gewist = models.PositiveBigIntegerField(default=0)
    gewist_audit = models.PositiveBigIntegerField(default=0, db_default=0)
    opgeruimd = models.PositiveBigIntegerField(default=0)
    laatst_at = models.DateTimeField(null=True, blank=True)
    wachtend = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="bewaring_wissing_een_rij")]

    def __str__(self) -> str:
        return f"{self.opgeruimd} van {self.gewist}"
