"""Whatever pages of one concept are open and in whatever order they are posted, no words go unread."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.samen import Blad, blad_of, kept, sift
from machtigingen.aanvragen.wachtend import Consent, process
from machtigingen.formulieren.catalogus import Catalogus
from machtigingen.foundation import Actor, Soort

NOW = datetime(2026, 11, 2, tzinfo=UTC)
FORMULIER = next(een for een in Catalogus.load().inhoud.formulieren if een.code == "X02")
WIE = Actor(
    soort=Soort.PERSOONLIJK, naam="S.", organisatie="Oog", certificaat="a" * 64, serienummer="1", geldig_tot=NOW
)
VRAAG = "opmerking"
NIETS = Consent()
DADEN = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["open", "type a", "type b", "type ", "post", "post unheard"])),
    max_size=14,
)


@dataclass
class Pagina:
    """A page in a browser: what it says that it showed, what stands in its field, and every value it has had there."""

    blad: Blad
    veld: str
    gelezen: set[str] = field(default_factory=set)


def stand(dossier: Dossier) -> str:
    return str(dossier.ruw.get(VRAAG) or "")


def post(dossier: Dossier, pagina: Pagina) -> tuple[Dossier, bool]:
    """The concept after it, and whether the page was told of a collision."""
    gezeefd = sift(dossier, {VRAAG: pagina.veld}, wachtend={}, consent=NIETS, blad=pagina.blad)
    na = process(dossier, gezeefd.ruw, wachtend={}, consent=NIETS, door=WIE, now=NOW, blad=pagina.blad.naam)
    return replace(dossier, antwoorden=na.antwoorden), bool(gezeefd.botsingen)


@given(DADEN)
def test_a_page_overwrites_only_what_it_showed_or_wrote_and_tells_when_it_does_not_write(daden) -> None:
    dossier, open_ = Dossier(FORMULIER, {}, date(2026, 11, 2)), {}
    for nummer, (plek, daad) in enumerate(daden):
        if daad == "open" or plek not in open_:
            open_[plek] = Pagina(blad_of(f"blad {nummer}", dossier, {}), stand(dossier), {stand(dossier)})
            continue
        pagina = open_[plek]
        if daad.startswith("type "):
            pagina.veld = daad.removeprefix("type ")
            continue
        eerst = stand(dossier)
        dossier, botst = post(dossier, pagina)
        assert stand(dossier) in (eerst, pagina.veld)
        if stand(dossier) != eerst:
            assert eerst in pagina.gelezen, "nobody at this page had read it"
            assert not botst
        elif pagina.veld != eerst:
            assert botst or pagina.veld in pagina.gelezen, "what was typed is not there, and it was not told"
        if stand(dossier) == pagina.veld:
            pagina.gelezen.add(pagina.veld)
            if daad == "post":
                gehoord = kept(dossier, {VRAAG: pagina.veld}, {})
                pagina.blad = replace(pagina.blad, getoond={**pagina.blad.getoond, **gehoord})
