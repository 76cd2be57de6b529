"""How much room the files of one aanvraag take, together and in number. Those of a question that is not asked now take
room too: they are kept, for it may be asked again."""

from collections.abc import Collection

from django.db.models import QuerySet, Sum

from machtigingen.aanvragen.inname import Inhoud, samen_max, te_groot
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.beslisboom.antwoord import MEESTE_BIJLAGEN
from machtigingen.foundation import DomainError, Fout

MEESTE = MEESTE_BIJLAGEN
"""Files with one aanvraag: what is next to nothing is next to nothing together too."""


def together(bijlagen: QuerySet[Bijlage]) -> int:
    """How large these are together."""
    return bijlagen.aggregate(samen=Sum("grootte"))["samen"] or 0


def require_room(aanvraag: Aanvraag, inhoud: Inhoud, *, pad: str) -> None:
    """For one file more. Raises X102 (too large together), X110 (too many)."""
    if together(aanvraag.bijlagen.all()) + len(inhoud.data) > samen_max():
        raise te_groot(pad)
    if aanvraag.bijlagen.count() >= MEESTE:
        raise DomainError.one("X110", pad=pad, maximum=str(MEESTE))


def problems(aanvraag: Aanvraag, *, vragen: Collection[str]) -> tuple[Fout, ...]:
    """What keeps it from being sent: X102, at the question of the last file. The maximum may be another by now."""
    mee = aanvraag.bijlagen.filter(vraag__in=vragen).order_by("added_at", "pk")
    if together(mee) <= samen_max():
        return ()
    return te_groot(mee.values_list("vraag", flat=True).last() or "").fouten
