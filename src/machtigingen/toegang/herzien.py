"""Change what a page showed, as it showed it: when a colleague changed it meanwhile, neither of the two is lost."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from machtigingen.foundation import BEHEREN, Actor, DomainError
from machtigingen.toegang.certificaten import set_adressen
from machtigingen.toegang.eigen import (
    managed,
    own_certificaat,
    own_medewerker,
    require_somebody_who_manages,
    write_down,
)
from machtigingen.toegang.mensen import set_contact
from machtigingen.toegang.rechten import answer_who_asked, grantable, with_what_it_needs


def set_rechten(
    *, actor: Actor, now: datetime, certificaat: int, autorisaties: Collection[str], gezien: Collection[str]
) -> None:
    """All rights of one certificate at once, with what they need. `gezien`: those that were there to see. The same
    again changes nothing. Raises D208, T103, T106 (the last who manages), T107, T111, T117 (changed meanwhile)."""
    with transaction.atomic():
        organisatie = managed(actor)
        van = own_certificaat(organisatie, certificaat, now=now)
        mogelijk = grantable(organisatie, van.soort)
        nieuw, had = set(with_what_it_needs(list(autorisaties))), set(van.autorisaties) & mogelijk
        if not nieuw <= mogelijk:
            raise DomainError.one("T107")
        if nieuw == had:
            return
        if had != set(gezien):
            raise DomainError.one("T117")
        van.autorisaties = sorted(nieuw)
        van.save(update_fields=["autorisaties"])
        if BEHEREN in had - nieuw:
            require_somebody_who_manages(organisatie, now=now)
        for recht in sorted(had - nieuw):
            write_down(actor, now, "recht_ingetrokken", van, reden=recht)
        for recht in sorted(nieuw - had):
            write_down(actor, now, "recht_gegeven", van, reden=recht)
        answer_who_asked(van, door=actor.naam, now=now)


def revise_adressen(
    *, actor: Actor, now: datetime, certificaat: int, adressen: Sequence[str], gezien: Collection[str]
) -> None:
    """As `set_adressen`; also raises T117 (changed meanwhile, to something else)."""
    with transaction.atomic():
        welk = own_certificaat(managed(actor), certificaat, now=now)
        had = set(welk.adressen)
        set_adressen(actor=actor, now=now, certificaat=certificaat, adressen=adressen)
        welk.refresh_from_db(fields=["adressen"])
        if had not in (set(gezien), set(welk.adressen)):
            raise DomainError.one("T117")


def revise_contact(
    *, actor: Actor, now: datetime, medewerker: int, rang: int | None, gezien: tuple[int | None, int | None]
) -> None:
    """As `set_contact`. `gezien`: who was first and second contactpersoon. The same again changes nothing. Also raises
    T117 (changed meanwhile)."""
    with transaction.atomic():
        organisatie = managed(actor)
        nu = dict(organisatie.medewerkers.filter(contact__isnull=False).values_list("contact", "pk"))
        if (nu.get(1), nu.get(2)) != gezien and own_medewerker(organisatie, medewerker, now=now).contact != rang:
            raise DomainError.one("T117")
        set_contact(actor=actor, now=now, medewerker=medewerker, rang=rang)
