"""Numbers that people read aloud: short, sortable, with a check digit, never given twice.

Machtigingsaanvraag-ID: 12 digits, YYMMDD + 5 + check digit (ISO 7064 Mod 11,10).
Machtigingsnummer: 14 digits, UZOVI + YY + 7 + check digit; fits the 15 positions of the claim record (NUM013).
"""

from datetime import date

from django.db.models import F
from stdnum.iso7064 import mod_11_10

from machtigingen.aanvragen.models import Aanvraag, Nummerreeks

# More than a portal gives between a back-up and the moment that it is needed; far less than a series has.
_RUIMTE = {"aanvraag:": 10_000, "machtiging:": 100_000, "mutatie:": 1_000_000}


def aanvraagnummer(*, on: date) -> str:
    """The next Machtigingsaanvraag-ID of a day. Call it inside the transaction that uses it."""
    return _met_controle(f"{on:%y%m%d}{_volgende(f'aanvraag:{on:%y%m%d}'):05d}")


def machtigingsnummer(*, uzovi: str, on: date) -> str:
    """The next Machtigingsnummer of an insurer. Call it inside the transaction that uses it."""
    return _met_controle(f"{uzovi}{on:%y}{_volgende(f'machtiging:{uzovi}:{on:%y}'):07d}")


def is_aanvraagnummer(tekst: str) -> bool:
    return _is_ours(tekst, lengte=12)


def is_machtigingsnummer(tekst: str) -> bool:
    return _is_ours(tekst, lengte=14)


def _is_ours(tekst: str, *, lengte: int) -> bool:
    return len(tekst) == lengte and tekst.isascii() and tekst.isdigit() and bool(mod_11_10.is_valid(tekst))


def _met_controle(cijfers: str) -> str:
    return cijfers + str(mod_11_10.calc_check_digit(cijfers))


def _volgende(reeks: str) -> int:
    Nummerreeks.objects.get_or_create(naam=reeks)
    Nummerreeks.objects.filter(naam=reeks).update(laatste=F("laatste") + 1)
    return Nummerreeks.objects.get(naam=reeks).laatste


def next_mutatie(code: str) -> int:
    """The next place in the feed of one organisation. Its row stays locked until COMMIT, so a lower number is never
    seen after a higher one: who reads past a number has missed nothing."""
    return _volgende(f"mutatie:{code}")


def leave_room(*, on: date) -> None:
    """After an earlier state was put back: what was given since is not known here, and must not be given again. Nor may
    a feed go on below what its readers have seen."""
    for uzovi in Aanvraag.objects.exclude(uzovi="").values_list("uzovi", flat=True).distinct():
        Nummerreeks.objects.get_or_create(naam=f"machtiging:{uzovi}:{on:%y}")
    Nummerreeks.objects.get_or_create(naam=f"aanvraag:{on:%y%m%d}")
    for begin, ruimte in _RUIMTE.items():
        Nummerreeks.objects.filter(naam__startswith=begin).update(laatste=F("laatste") + ruimte)
