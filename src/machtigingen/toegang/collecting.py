"""What comes back from a CA is taken: registered, set aside with why, or too late; and what nobody picks up lapses."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from machtigingen.audit.actions import record
from machtigingen.foundation import DomainError
from machtigingen.pki import Profiel
from machtigingen.toegang import uitgifte
from machtigingen.toegang.models import Certificaat, Certificaatverzoek
from machtigingen.toegang.uitgifte import (
    UNUSED,
    Antwoord,
    Onleesbaar,
    Uitgifte,
    call_back,
    register_certificaat,
    verzoek_van,
)

log = logging.getLogger("machtigingen.uitgifte")

VERVALT_NA = timedelta(days=60)
NIET_GEINSTALLEERD = "niet op tijd in gebruik genomen"


@dataclass(frozen=True, kw_only=True)
class Opgehaald:
    geregistreerd: int
    vervallen: int
    fouten: tuple[str, ...]


def collect(*, profielen: Sequence[Profiel], now: datetime) -> Opgehaald:
    """Registers every answer that came, hands in what was not, and lets lapse what nobody picked up in time. One wrong
    answer keeps no other waiting, nor does one odd file or a full disk."""
    adapter = uitgifte.uitgifte()
    vervallen = _lapse_of_who_left(now=now)
    fouten = [*_hand_in_all(adapter)]
    geregistreerd = 0
    try:
        for antwoord in adapter.fetch():
            if fout := _take(adapter, antwoord, profielen, now):
                fouten.append(fout)
            else:
                geregistreerd += 1
    except OSError as fout_:
        fouten.append(f"antwoorden: {_why(fout_)}")
    return Opgehaald(geregistreerd=geregistreerd, vervallen=vervallen + lapse(now=now), fouten=tuple(fouten))


def _hand_in_all(adapter: Uitgifte) -> Iterator[str]:
    for rij in Certificaatverzoek.objects.filter(stand="aangevraagd").select_related("organisatie", "medewerker"):
        try:
            adapter.hand_in(verzoek_van(rij))
        except OSError as fout:
            yield f"verzoek {rij.pk}: niet ingeleverd: {_why(fout)}"


def _take(adapter: Uitgifte, antwoord: Antwoord | Onleesbaar, profielen: Sequence[Profiel], now: datetime) -> str:
    """What is wrong with it; empty when it is registered."""
    if isinstance(antwoord, Onleesbaar):
        return f"{antwoord.naam}: {antwoord.reden}"
    nummer = antwoord.verzoek
    try:
        try:
            register_certificaat(verzoek=nummer, der=antwoord.der, profielen=profielen, now=now)
        except DomainError as fout:
            if not _is_too_late(nummer, now=now):
                return _refuse(adapter, nummer, fout)
            adapter.done(nummer)
            return f"verzoek {nummer}: ingetrokken of vervallen, het certificaat is niet geregistreerd"
        adapter.done(nummer)
    except OSError as fout:  # it comes again
        return f"verzoek {nummer}: {_why(fout)}"
    return ""


def _why(fout: OSError) -> str:
    return fout.strerror or type(fout).__name__


def _refuse(adapter: Uitgifte, verzoek: int, fout: DomainError) -> str:
    """What only our own lists keep waiting, comes again."""
    reden = f"{fout.code}: {fout.fouten[0].melding}"
    if fout.code != "D107":
        log.warning("antwoord van de uitgever geweigerd: verzoek %s", verzoek, extra={"code": fout.code})
        adapter.refuse(verzoek, reden)
    return f"verzoek {verzoek}: {reden}"


def _is_too_late(verzoek: int, *, now: datetime) -> bool:
    """An answer to what was withdrawn or lapsed. That nothing came of it is in the trail, once."""
    if not Certificaatverzoek.objects.filter(pk=verzoek, stand="vervallen", certificaat=None).exists():
        return False
    log.warning("antwoord op een verzoek dat niet meer loopt: niet geregistreerd")
    record(actor=None, now=now, handeling="certificaat_niet_geregistreerd", onderwerp=f"certificaatverzoek:{verzoek}")
    return True


def lapse(*, now: datetime) -> int:
    """What was asked and not answered in 60 days, or answered and never used: it has to be asked again."""
    lang = now - VERVALT_NA
    with transaction.atomic():
        open_ = Certificaatverzoek.objects.select_for_update().filter(stand="aangevraagd", gevraagd_at__lte=lang)
        rijen = Certificaatverzoek.objects.select_for_update(of=("self",))  # not what an outer join adds
        klaar = rijen.filter(UNUSED, klaar_at__lte=lang)
        vervallen = [*open_, *klaar]
        for rij in vervallen:
            Certificaat.objects.filter(verzoek=rij).update(einde_at=now, einde_reden=NIET_GEINSTALLEERD)
            _let_lapse(rij, now=now)
    return len(vervallen)


def _lapse_of_who_left(*, now: datetime) -> int:
    """Of whom the operator said that he leaves, or on which day: before an answer to it is taken."""
    with transaction.atomic():
        rijen = Certificaatverzoek.objects.select_for_update(of=("self",)).order_by("pk")
        vervallen = [*rijen.filter(stand="aangevraagd", medewerker__einde_at__lte=now)]
        for rij in vervallen:
            _let_lapse(rij, now=now)
    for rij in vervallen:
        call_back(rij.pk)
    return len(vervallen)


def _let_lapse(rij: Certificaatverzoek, *, now: datetime) -> None:
    rij.stand = Certificaatverzoek.Stand.VERVALLEN.value
    rij.save(update_fields=["stand"])
    onderwerp = f"certificaatverzoek:{rij.pk}"
    record(actor=None, now=now, handeling="certificaatverzoek_vervallen", onderwerp=onderwerp)
