"""Who did what with the access of the own organisation? For who manages it, and read of the trail, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from machtigingen.audit import queries as audit
from machtigingen.audit.actions import record
from machtigingen.audit.queries import LOGBOEK_BEKEKEN, Dadenvraag
from machtigingen.foundation import BEHEREN, Actor
from machtigingen.toegang.models import Organisatie
from machtigingen.toegang.queries import require

BEHEERDADEN = frozenset(
    {
        "adressen_gezet", "certificaat_aangevraagd", "certificaat_beeindigd", "certificaat_geregistreerd",
        "certificaat_niet_geregistreerd", "certificaatverzoek_ingetrokken", "certificaatverzoek_vervallen",
        "contactpersoon_gezet", "medewerker_beeindigd", "medewerker_gedeblokkeerd", "medewerker_gewijzigd",
        "medewerker_terug", "medewerker_toegevoegd",
        "recht_gegeven", "recht_geweigerd", "recht_gevraagd", "recht_ingetrokken",
        "toegang_stilgezet", "toegang_vrijgegeven", "tweede_factor_gewist",
    }
)  # fmt: skip
DADEN_MAX = 200
DADEN_BESTAND_MAX = 20_000  # as many as a sheet is still pleasant with


@dataclass(frozen=True, kw_only=True)
class Beheerdaad:
    """`over` is the name of the person or certificate; `id` of which kind and with which number, to lead there."""

    tijdstip: datetime
    door: str
    handeling: str
    over: str
    soort: str
    id: int | None
    reden: str


def find_acts(
    *,
    actor: Actor,
    now: datetime,
    vanaf: datetime | None = None,
    voor: datetime | None = None,
    door: str = "",
    hooguit: int = DADEN_MAX,
) -> tuple[Beheerdaad, ...]:
    """Newest first. That somebody looked stands in the trail too. Raises D208."""
    require(actor, BEHEREN)
    namen = _names(actor)
    vraag = Dadenvraag(handelingen=BEHEERDADEN, vanaf=vanaf, voor=voor, door=door, eigen=_own(actor, namen))
    gevonden = audit.acts(actor.keten, vraag, hooguit=hooguit)
    record(actor=actor, now=now, handeling=LOGBOEK_BEKEKEN, onderwerp="logboek:beheer")
    return tuple(_daad(een, namen) for een in gevonden)


def who_did(*, actor: Actor) -> tuple[str, ...]:
    """The names to choose from. Raises D208."""
    require(actor, BEHEREN)
    eigen = _own(actor, _names(actor))
    return audit.who_acted(actor.keten, Dadenvraag(handelingen=BEHEERDADEN, eigen=eigen))


def acts_with(*, actor: Actor, certificaat: int, verzoek: int | None) -> tuple[Beheerdaad, ...]:
    """What was done with one certificate, from its request on. Raises D208."""
    require(actor, BEHEREN)
    namen = _names(actor)
    onderwerpen = {f"certificaat:{certificaat}", f"certificaatverzoek:{verzoek}"} & namen.keys()
    vraag = Dadenvraag(handelingen=BEHEERDADEN, onderwerpen=onderwerpen, eigen=onderwerpen)
    return tuple(_daad(een, namen) for een in audit.acts(actor.keten, vraag, hooguit=DADEN_MAX))


def _own(actor: Actor, namen: dict[str, str]) -> set[str]:
    """What the operator, or the portal by itself, does something with."""
    return {*namen, f"organisatie:{actor.organisatiecode}"}


def _names(actor: Actor) -> dict[str, str]:
    """Of everything of the organisation that a line of the trail can be about."""
    organisatie = Organisatie.objects.get(code=actor.organisatiecode)
    namen = {f"medewerker:{pk}": naam for pk, naam in organisatie.medewerkers.values_list("pk", "naam")}
    for pk, naam, serienummer in organisatie.certificaten.values_list("pk", "naam", "serienummer"):
        namen |= {f"certificaat:{pk}": naam, f"serienummer:{serienummer}": naam}
    for pk, naam in organisatie.verzoeken.values_list("pk", "medewerker__naam"):
        namen[f"certificaatverzoek:{pk}"] = naam or organisatie.naam
    return namen


def _daad(daad: audit.Daad, namen: dict[str, str]) -> Beheerdaad:
    soort, _, nummer = daad.onderwerp.partition(":")
    return Beheerdaad(
        tijdstip=daad.tijdstip,
        door=daad.door,
        handeling=daad.handeling,
        over=namen.get(daad.onderwerp, ""),
        soort=soort,
        id=int(nummer) if soort != "serienummer" and nummer.isdecimal() else None,
        reden=daad.reden,
    )
