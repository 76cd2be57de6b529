"""One certificate, or one request for one, as a line of a list: whose it is, where it stands, and the way it goes."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machtigingen.doors.beheer.weg import Wegstap, way_of, way_of_verzoek
from machtigingen.doors.beheer.woorden import STANDEN, VERZOEKSTANDEN, moment_in_words, rechten_in_words, title_of
from machtigingen.foundation import Soort
from machtigingen.toegang.team import Certificaatrij, Verzoekrij
from machtigingen.ui.merken import Merkteken


@dataclass(frozen=True, kw_only=True)
class Certificaatregel:
    titel: str
    url: str
    merk: Merkteken
    weg: tuple[Wegstap, ...]
    onder: str


def line_of(rij: Certificaatrij, *, now: datetime, verzoek: Verzoekrij | None = None) -> Certificaatregel:
    gebruikt = (
        _("laatst gebruikt %(op)s") % {"op": moment_in_words(rij.laatst_gebruikt_at)}
        if rij.laatst_gebruikt_at
        else _("nog niet gebruikt")
    )
    return Certificaatregel(
        titel=title_of(rij),
        url=reverse("beheer-certificaat", args=(rij.id,)),
        merk=STANDEN[rij.stand],
        weg=way_of(rij, verzoek, now=now),
        onder=f"{rechten_in_words(rij.autorisaties)} · {gebruikt}",
    )


def line_of_verzoek(verzoek: Verzoekrij) -> Certificaatregel:
    return Certificaatregel(
        titel=_("Software") if verzoek.soort is Soort.SYSTEEM else verzoek.naam,
        url=reverse("beheer-verzoek", args=(verzoek.id,)),
        merk=VERZOEKSTANDEN[verzoek.stand],
        weg=way_of_verzoek(verzoek),
        onder=_("gevraagd door %(naam)s") % {"naam": verzoek.gevraagd_door},
    )
