"""Ask for a certificate, end one, and say from where software may call."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from machtigingen.audit.actions import record
from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import Csr, CsrFout, read_csr
from machtigingen.toegang.adressen import Adresfout, parse_adressen
from machtigingen.toegang.eigen import (
    managed,
    own_certificaat,
    own_medewerker,
    require_somebody_who_manages,
    write_down,
)
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Organisatie
from machtigingen.toegang.rechten import close_questions, grantable, with_what_it_needs
from machtigingen.toegang.redenen import read_reden
from machtigingen.toegang.uitgifte import hand_in
from machtigingen.toegang.verzoeken import withdraw_renewals

OPEN_MAX = 3  # requests that wait, for one person: one that went wrong and one for another computer beside it


def request_certificaat(
    *,
    actor: Actor,
    now: datetime,
    soort: str,
    csr: str,
    medewerker: int | None = None,
    adressen: Sequence[str] = (),
    autorisaties: Sequence[str] = (),
    vervangt: int | None = None,
) -> int:
    """Hands the request in at the issuer, after COMMIT. A renewal (`vervangt`) takes over the holder, and when it comes
    the rights and addresses of then: what is given here is for a first one.

    Raises D208, T103, T107 (rights that it cannot have), T108 (an address), T109 (the CSR), T110 (there is one for
    software already, or it was asked for), T111, T119 (too many
    wait for this person already)."""
    try:
        gelezen = read_csr(csr)
    except CsrFout as fout:
        raise DomainError.one("T109", pad="csr", uitleg=str(fout)) from fout
    with transaction.atomic():
        organisatie = managed(actor)
        oud = own_certificaat(organisatie, vervangt, now=now) if vervangt is not None else None
        if soort not in {een.value for een in Soort} or (oud is not None and oud.soort != soort):
            raise DomainError.one("T103")
        houder = _holder(organisatie, soort, medewerker, oud, now=now)
        if soort == Soort.SYSTEEM.value:
            _require_room(organisatie, oud)
        elif organisatie.verzoeken.filter(medewerker=houder, stand="aangevraagd").count() >= OPEN_MAX:
            raise DomainError.one("T119", maximum=str(OPEN_MAX))
        _check_csr(organisatie, gelezen)
        verzoek = Certificaatverzoek.objects.create(
            organisatie=organisatie,
            soort=soort,
            medewerker=houder,
            csr=gelezen.pem,
            adressen=_addresses(adressen),
            autorisaties=_rights(organisatie, soort, autorisaties),
            gevraagd_at=now,
            gevraagd_door=actor.naam,
            vervangt=oud,
        )
        onderwerp = f"certificaatverzoek:{verzoek.pk}"
        record(actor=actor, now=now, handeling="certificaat_aangevraagd", onderwerp=onderwerp)
        transaction.on_commit(lambda: hand_in(verzoek.pk), robust=True)
    return verzoek.pk


def _check_csr(organisatie: Organisatie, csr: Csr) -> None:
    """Raises T109: made for another organisation, or with a key that was handed in before and did not lapse."""
    if vreemd := csr.codes - {organisatie.code}:
        uitleg = f"er staat een andere organisatiecode in: {min(vreemd)}. Uw code is {organisatie.code}"
        raise DomainError.one("T109", pad="csr", uitleg=uitleg)
    eerder = organisatie.verzoeken.exclude(stand="vervallen", certificaat=None).values_list("csr", flat=True)
    if any(read_csr(een).sleutel == csr.sleutel for een in eerder):
        raise DomainError.one("T109", pad="csr", uitleg="deze sleutel is al eens gebruikt. Maak een nieuwe")


def _holder(
    organisatie: Organisatie, soort: str, id_: int | None, oud: Certificaat | None, *, now: datetime
) -> Medewerker | None:
    if soort == Soort.SYSTEEM.value:
        if id_ is not None:
            raise DomainError.one("T103")
        return None
    id_ = id_ if id_ is not None else oud.medewerker_id if oud else None
    if id_ is None or (oud is not None and oud.medewerker_id not in (None, id_)):
        raise DomainError.one("T103")
    return own_medewerker(organisatie, id_, now=now)


def _require_room(organisatie: Organisatie, oud: Certificaat | None) -> None:
    """Raises T110."""
    huidig = organisatie.certificaten.filter(soort=Soort.SYSTEEM.value, einde_at=None).first()
    gevraagd = organisatie.verzoeken.filter(soort=Soort.SYSTEEM.value, stand="aangevraagd").exists()
    if gevraagd or (huidig is not None and (oud is None or oud.pk != huidig.pk)):
        raise DomainError.one("T110")


def _addresses(adressen: Sequence[str]) -> list[str]:
    try:
        return parse_adressen(adressen)
    except Adresfout as fout:
        raise DomainError.one("T108", pad="adressen", uitleg=str(fout)) from fout


def _rights(organisatie: Organisatie, soort: str, autorisaties: Sequence[str]) -> list[str]:
    if not grantable(organisatie, soort).issuperset(autorisaties):
        raise DomainError.one("T107", pad="autorisaties")
    return with_what_it_needs(list(autorisaties))


def end_certificaat(*, actor: Actor, now: datetime, certificaat: int, reden: str) -> None:
    """From the next request on; what was asked to take its place is withdrawn. Raises D208, T102 (no reason, or one
    with what can be a BSN), T103, T106 (the last of a contactpersoon), T111."""
    reden = read_reden(reden)
    with transaction.atomic():
        organisatie = managed(actor)
        withdraw_renewals(actor=actor, now=now, organisatie=organisatie, certificaat=certificaat, reden=reden)
        welk = own_certificaat(organisatie, certificaat, now=now)
        welk.einde_at, welk.einde_reden = now, reden
        welk.save(update_fields=["einde_at", "einde_reden"])
        close_questions(Q(certificaat=welk), door=actor.naam, now=now)
        if welk.soort == Soort.PERSOONLIJK.value:
            require_somebody_who_manages(organisatie, now=now)
        write_down(actor, now, "certificaat_beeindigd", welk, reden=reden)


def set_adressen(*, actor: Actor, now: datetime, certificaat: int, adressen: Sequence[str]) -> None:
    """From the next request on. Raises D208, T103 (not of software either), T108, T111."""
    gelezen = _addresses(adressen)
    with transaction.atomic():
        organisatie = managed(actor)
        welk = own_certificaat(organisatie, certificaat, now=now)
        if welk.soort != Soort.SYSTEEM.value:
            raise DomainError.one("T103")
        welk.adressen = gelezen
        welk.save(update_fields=["adressen"])
        write_down(actor, now, "adressen_gezet", welk)
