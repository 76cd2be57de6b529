"""What people must hear about access: a certificate that will expire, one that is ready, a request
that will lapse, a right that is asked for.

Only reads: `notificaties` remembers by the `sleutel` what was told, and tells each thing once. Of a person nothing goes
out but the name on a certificate.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from machtigingen.foundation import BEHEREN
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.collecting import VERVALT_NA
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Organisatie, Rechtverzoek
from machtigingen.toegang.nieuws import Nieuws
from machtigingen.toegang.queries import rights_of, vandaag

DREMPELS = (7, 14, 30, 60)  # days ahead
_WEEK = timedelta(days=7)
_NIEUW = timedelta(days=30)  # what is older and was never told, is no news any more


@dataclass(frozen=True, kw_only=True)
class Bericht:
    """One thing to tell one person. `over` is the name of a certificate, `datum` the day that it ends."""

    sleutel: str
    soort: Nieuws
    medewerker: int
    email: str = field(repr=False)
    organisatiecode: str
    over: str
    datum: str = ""


def due(*, now: datetime) -> Iterator[Bericht]:
    """Whatever there is to tell now, told before or not."""
    beheerders: dict[int, list[Medewerker]] = {}
    for organisatie, soort, sleutel, over, datum, houder in _all(now):
        if organisatie.pk not in beheerders:
            beheerders[organisatie.pk] = _managers(organisatie, now)
        for mens in _once([*beheerders[organisatie.pk], *([houder] if houder else [])], now):
            yield Bericht(
                sleutel=f"{sleutel}:{mens.pk}",
                soort=soort,
                medewerker=mens.pk,
                email=mens.email,
                organisatiecode=organisatie.code,
                over=over,
                datum=datum,
            )


def _all(now: datetime) -> Iterator["_Gevonden"]:
    yield from (*_expiring(now), *_ready(now), *_lapsing(now), *_asked(now))


def working(*, now: datetime) -> frozenset[int]:
    """Who still works somewhere: whom there can be something to tell."""
    rijen = Medewerker.objects.filter(not_over(now))
    return frozenset(rijen.values_list("pk", flat=True))


_Gevonden = tuple[Organisatie, Nieuws, str, str, str, Medewerker | None]


def _expiring(now: datetime) -> Iterator[_Gevonden]:
    """Within sixty days, and nothing in use that takes its place."""
    grens = now + timedelta(days=DREMPELS[-1] + 1)
    loopt = not_over(now)
    rijen = Certificaat.objects.filter(loopt, geldig_tot__gt=now, ingetrokken_at=None).filter(
        Q(geldig_tot__lt=grens) | Q(einde_at__lt=grens)
    )
    opgevolgd = Certificaat.objects.filter(gestart_at__isnull=False, vervangt__isnull=False).values("vervangt")
    rijen = rijen.exclude(pk__in=opgevolgd).filter(_current(now, "organisatie__"))
    for rij in rijen.select_related("organisatie", "medewerker").defer("medewerker__factor_geheim").order_by("pk"):
        einde = min(rij.geldig_tot, rij.einde_at or rij.geldig_tot)
        dagen = (vandaag(einde) - vandaag(now)).days
        drempel = next((een for een in DREMPELS if dagen <= een), None)
        if drempel is not None:
            dag = einde.astimezone(NEDERLAND).strftime("%d-%m-%Y")
            yield rij.organisatie, Nieuws.VERLOOPT, f"verloopt:{rij.pk}:{drempel}", rij.naam, dag, rij.medewerker


def _ready(now: datetime) -> Iterator[_Gevonden]:
    rijen = Certificaatverzoek.objects.filter(_current(now, "organisatie__"), stand="klaar", klaar_at__gt=now - _NIEUW)
    rijen = rijen.select_related("organisatie", "medewerker", "certificaat").defer("medewerker__factor_geheim", "csr")
    for rij in rijen.order_by("pk"):
        naam = rij.certificaat.naam if rij.certificaat else ""
        yield rij.organisatie, Nieuws.KLAAR, f"klaar:{rij.pk}", naam, "", rij.medewerker


def _lapsing(now: datetime) -> Iterator[_Gevonden]:
    """Within a week: asked and not answered, or answered and never used."""
    eerst, laatst = now - VERVALT_NA, now - VERVALT_NA + _WEEK
    wacht = Q(stand="aangevraagd", gevraagd_at__gt=eerst, gevraagd_at__lte=laatst)
    ligt = Q(stand="klaar", klaar_at__gt=eerst, klaar_at__lte=laatst)
    ligt &= Q(certificaat__gestart_at=None, certificaat__einde_at=None)
    rijen = Certificaatverzoek.objects.filter(_current(now, "organisatie__")).filter(wacht | ligt)
    rijen = rijen.select_related("organisatie", "medewerker").defer("medewerker__factor_geheim", "csr")
    for rij in rijen.order_by("pk"):
        dag = ((rij.klaar_at or rij.gevraagd_at) + VERVALT_NA).astimezone(NEDERLAND).strftime("%d-%m-%Y")
        naam = rij.medewerker.naam if rij.medewerker else rij.organisatie.naam
        yield rij.organisatie, Nieuws.VERVALT, f"vervalt:{rij.pk}:{rij.stand}", naam, dag, rij.medewerker


def _asked(now: datetime) -> Iterator[_Gevonden]:
    rijen = Rechtverzoek.objects.filter(
        _current(now, "certificaat__organisatie__"), beantwoord_at=None, gevraagd_at__gt=now - _NIEUW
    )
    for rij in rijen.select_related("certificaat__organisatie").order_by("pk"):
        yield rij.certificaat.organisatie, Nieuws.RECHT, f"recht:{rij.pk}", rij.certificaat.naam, "", None


def _current(now: datetime, pad: str) -> Q:
    return Q(**{f"{pad}einde_on": None}) | Q(**{f"{pad}einde_on__gte": vandaag(now)})


def _managers(organisatie: Organisatie, now: datetime) -> list[Medewerker]:
    """The contactpersonen; at an insurer who manages."""
    mensen = organisatie.medewerkers.filter(not_over(now)).defer("factor_geheim")
    if organisatie.is_instantie:
        return list(mensen.filter(contact__isnull=False).order_by("contact"))
    loopt = not_over(now)
    rijen = organisatie.certificaten.filter(loopt, medewerker__in=mensen, geldig_tot__gt=now)
    rijen = rijen.select_related("organisatie", "medewerker").defer("medewerker__factor_geheim").order_by("pk")
    return [rij.medewerker for rij in rijen if rij.medewerker and BEHEREN in rights_of(rij)]


def _once(mensen: Iterable[Medewerker], now: datetime) -> Iterable[Medewerker]:
    return {mens.pk: mens for mens in mensen if mens.einde_at is None or mens.einde_at > now}.values()
