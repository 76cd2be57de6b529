"""The SDK of an insurer against the portal itself: from what a person sent to the machtiging that the package sees."""

from base64 import b64decode
from dataclasses import replace

import pytest
from beelden import geopend
from machtigingen_client import Besluitbericht, InstroomFout, Regelbericht, Softwarepakket, Verzekeraarsservice
from machtigingen_sandbox.bezoeker import Bezoeker
from machtigingen_sandbox.eenmalig import ANTWOORDEN, MOST_PAGES, PIXEL, good
from machtigingen_sandbox.omgeving import GEBRUIKER, SYSTEEMCERTIFICAAT
from sdk.test_echt import bericht, with_certificate

VERZEKERAAR = "systeem-verzekeraar-9901"
GEEN_REGEL = {**ANTWOORDEN, "mrd": "3,5", "gezichtsveld_gemeten": "nee"}  # then a person has to look
PAKKET = Softwarepakket(naam="DemoBalie", versie="1.0")  # apart from what other tests count
VRAAG = "Hoe lang bestaan de klachten?"


@pytest.fixture(scope="module")
def pakket(omgeving):
    with with_certificate(omgeving, SYSTEEMCERTIFICAAT) as dienst:
        yield dienst


@pytest.fixture(scope="module")
def dienst(omgeving):
    with with_certificate(omgeving, VERZEKERAAR, Verzekeraarsservice) as dienst:
        yield dienst


@pytest.fixture(scope="module")
def persoon(omgeving):
    """Somebody at the instantie, with a browser."""
    wie = {"certificaat": omgeving.certificaat(GEBRUIKER), "sleutel": omgeving.certificaat(GEBRUIKER, "key")}
    return Bezoeker(ca=omgeving.ca, **wie)


@pytest.fixture(scope="module")
def aanvraag(pakket, persoon):
    """The id of one that a person sent, and that waits for its insurer."""
    ontvangst = pakket.stuur(bericht(referentie="voor-de-verzekeraar", softwarepakket=PAKKET))
    pagina = good(persoon.open(ontvangst.link))
    for _ in range(MOST_PAGES):
        pagina = good(persoon.submit(pagina.formulier, GEEN_REGEL))
        if pakket.volg(ontvangst.id).toestand == "ingediend":
            return pagina.pad.split("/")[2]
    raise AssertionError(f"not sent: {pagina.tekst}")


def test_an_aanvraag_is_fetched_read_asked_about_and_decided_and_the_package_sees_it(
    dienst, pakket, persoon, aanvraag, omgeving
):
    *_, begin = dienst.alle_toegestuurd()
    (nieuw,) = [een for een in begin.aanvragen if een.id == aanvraag]
    dossier = dienst.dossier(aanvraag)
    assert (nieuw.specificatie, nieuw.instantie.agb, nieuw.besluit) == ("ingediend", "22990001", None)
    assert dossier.besluit_voor == nieuw.besluit_voor is not None
    gezien, gestuurd = geopend(dienst.bijlage(aanvraag, dossier.bijlagen[0].id)), geopend(b64decode(PIXEL))
    assert (gezien.mode, gezien.tobytes()) == (gestuurd.mode, gestuurd.tobytes())

    gevraagd = [dienst.vraag(aanvraag, [VRAAG]) for _ in range(2)]
    assert [een.open_vragen[0].nummer for een in gevraagd] == [1, 1]
    assert pakket.aanvraag(aanvraag).open_vragen[0].vragen == (VRAAG,)
    pagina = good(persoon.open(f"{omgeving.adres('portaal')}/aanvragen/{aanvraag}/antwoord"))
    good(persoon.submit(pagina.formulier, {"antwoord-1-0": "Twee jaar."}))
    assert dienst.dossier(aanvraag).gesprek[0].antwoorden == ("Twee jaar.",)

    regels = tuple(Regelbericht(regel=een.regel, uitkomst="toegekend") for een in dossier.regels)
    besluit = Besluitbericht(regels=regels, toelichting="De functiestoornis is aangetoond.", gezien=dossier.gezien)
    with pytest.raises(InstroomFout, match="A118"):
        dienst.beslis(aanvraag, besluit)
    besluit = replace(besluit, gezien=dienst.dossier(aanvraag).gezien)
    besloten, again = (dienst.beslis(aanvraag, besluit) for _ in range(2))
    assert (besloten.status, besloten.besluit.automatisch) == ("goedgekeurd", False)
    assert (again.machtigingsnummer, again.besluit) == (besloten.machtigingsnummer, besloten.besluit)
    assert pakket.aanvraag(aanvraag).machtigingsnummer == besloten.machtigingsnummer is not None
    with pytest.raises(InstroomFout) as caught:
        dienst.beslis(aanvraag, Besluitbericht(regels=regels, toelichting="Bij nader inzien."))
    assert (caught.value.status, caught.value.code, caught.value.herhalen) == (409, "A102", False)
    *_, verder = dienst.alle_toegestuurd(na=begin.cursor)
    assert [een.status for een in verder.aanvragen if een.id == aanvraag] == ["goedgekeurd"]


def test_what_is_wrong_with_a_decision_is_told_at_its_place(dienst, aanvraag):
    with pytest.raises(InstroomFout) as caught:
        dienst.beslis(aanvraag, {"regels": [{"regel": 1, "uitkomst": "goedgekeurd"}], "toelichting": "Ja."})

    assert [(fout.code, fout.pad) for fout in caught.value.fouten] == [("B205", "regels[0].uitkomst")]


def test_its_figures_count_what_was_sent(dienst, aanvraag):
    cijfers = dienst.cijfers(formulier="X02")

    assert (cijfers.verzekeraar, cijfers.formulier) == ("9901", "X02")
    assert cijfers.totaal.ingediend >= 1


def test_an_instantie_has_nothing_to_look_for_there(omgeving, aanvraag):
    vreemd = with_certificate(omgeving, SYSTEEMCERTIFICAAT, Verzekeraarsservice)
    with vreemd, pytest.raises(InstroomFout, match="D203"):
        vreemd.dossier(aanvraag)


def test_who_am_i_is_the_insurer_of_the_certificate(dienst):
    wie = dienst.wie_ben_ik()

    assert (wie.uzovi, wie.agb, wie.autorisaties) == ("9901", None, ("beoordelen",))
