"""People × rights, and one person: add, contactpersoon, let in again, end."""

from datetime import datetime

import pytest
from reis import fouten, tekst
from wereld import Beller, Wereld

from contactpersoon.conftest import OOG, VERZEKERAAR, certificaat_van, maak_contactpersoon, software, wie
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.models import Certificaat, Medewerker

MENSEN = "/beheer/medewerkers/"


def _rechten(wie: Beller, certificaat: Certificaat, *recht: str, gezien: str = ""):
    return wie.post(f"/beheer/certificaten/{certificaat.pk}/rechten", {"recht": recht, "gezien": gezien})


def test_the_matrix_says_who_may_what_through_which_certificate(contactpersoon: Beller) -> None:
    pagina = contactpersoon.get(MENSEN).content.decode()
    van = certificaat_van("R. Bakker")
    assert f'value="raadplegen" form="rechten-{van.pk}" checked' in pagina
    assert f'value="indienen" form="rechten-{van.pk}">' in pagina
    assert van.serienummer[-6:].upper() in pagina
    assert "1e contactpersoon" in pagina
    assert f'form="rechten-{software().pk}"' in pagina


def test_rights_are_saved_with_what_they_need_and_hold_at_the_next_request(
    wereld: Wereld, contactpersoon: Beller
) -> None:
    van = certificaat_van("T. Jansen")
    antwoord = _rechten(contactpersoon, van, "indienen")
    assert antwoord.status_code == 302
    assert "Bewaard. T. Jansen: indienen, raadplegen." in tekst(contactpersoon.get(antwoord["Location"]))
    assert wereld.mens("persoonlijk-zonder-autorisatie").get("/aanvragen/").status_code == 200


def test_of_two_contactpersonen_at_once_neither_loses_anything(contactpersoon: Beller) -> None:
    van = certificaat_van("R. Bakker")
    assert _rechten(contactpersoon, van, "indienen", "raadplegen", gezien="raadplegen").status_code == 302
    laat = _rechten(contactpersoon, van, gezien="raadplegen")
    assert laat.status_code == 409
    assert "Een collega heeft dit net ook veranderd" in tekst(laat)
    assert "Uw keuze Geen Zo is het nu Indienen, Raadplegen" in tekst(laat)
    assert f'value="indienen" form="rechten-{van.pk}">' in laat.content.decode(), "what was ticked stays"
    assert sorted(Certificaat.objects.get(pk=van.pk).autorisaties) == ["indienen", "raadplegen"]
    assert _rechten(contactpersoon, van, gezien="indienen raadplegen").status_code == 302
    assert Certificaat.objects.get(pk=van.pk).autorisaties == []
    assert _rechten(contactpersoon, van, gezien="raadplegen").status_code == 302, "the same needs no answer"


def test_a_right_that_it_cannot_have_is_refused(contactpersoon: Beller) -> None:
    assert _rechten(contactpersoon, certificaat_van("R. Bakker"), "beoordelen").status_code == 422
    assert _rechten(contactpersoon, certificaat_van("R. Bakker"), "beheren").status_code == 422


def test_the_last_who_manages_at_an_insurer_keeps_that_right(wereld: Wereld) -> None:
    mens = wereld.mens(VERZEKERAAR)
    mens.get("/wie-ben-ik")
    zelf = certificaat_van("R. Beheerder")
    laatste = _rechten(mens, zelf, "beoordelen", gezien="beheren")
    assert (laatste.status_code, "niemand over" in tekst(laatste)) == (409, True)
    ander = certificaat_van("B. Ordelaar")
    assert _rechten(mens, ander, "beoordelen", "beheren", gezien="beoordelen").status_code == 302
    assert _rechten(mens, zelf, gezien="beheren").status_code == 302
    assert mens.get(MENSEN).status_code == 403


def test_somebody_new_is_added_and_has_no_certificate_yet(contactpersoon: Beller) -> None:
    antwoord = contactpersoon.post(f"{MENSEN}nieuw", {"naam": " N.  Nieuw ", "email": "N.Nieuw@Oogkliniek.example"})
    pagina = tekst(contactpersoon.get(antwoord["Location"]))
    assert "N. Nieuw heeft nog geen certificaat" in pagina
    assert wie("N. Nieuw").email == "n.nieuw@oogkliniek.example"
    assert "Geen dat werkt" in tekst(contactpersoon.get(MENSEN))


@pytest.mark.parametrize(
    ("naam", "email", "veld", "status"),
    [
        ("", "a@b.example", "naam", 422),
        ("   ", "a@b.example", "naam", 422),
        ("N" * 500, "a@b.example", "naam", 422),
        ("N. \x00 Nul", "a@b.example", "naam", 422),
        ("N. Nieuw", "", "email", 422),
        ("N. Nieuw", "geen adres", "email", 422),
        ("N. Nieuw", "a@b", "email", 422),
        ("N. Nieuw", "é" * 300 + "@b.example", "email", 422),
        ("N. 999900018", "a@b.example", "naam", 422),
        ("N. Nieuw", "R.BAKKER@oogkliniek.example", "email", 409),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(
    contactpersoon: Beller, naam: str, email: str, veld: str, status: int
) -> None:
    voor = Medewerker.objects.count()
    antwoord = contactpersoon.post(f"{MENSEN}nieuw", {"naam": naam, "email": email})
    assert (antwoord.status_code, fouten(antwoord)) == (status, [veld])
    assert f'value="{email}"' in antwoord.content.decode()
    assert Medewerker.objects.count() == voor


def test_a_hostile_name_is_only_a_name(contactpersoon: Beller) -> None:
    naam = '"><script>alert(1)</script>'
    antwoord = contactpersoon.post(f"{MENSEN}nieuw", {"naam": naam, "email": "x@oogkliniek.example"})
    for pad in (antwoord["Location"], MENSEN, "/beheer/logboek", "/beheer/certificaten/aanvragen"):
        assert "<script>alert" not in contactpersoon.get(pad).content.decode()


def test_what_was_typed_outlives_the_session(contactpersoon: Beller) -> None:
    contactpersoon.post("/uitloggen")
    assert contactpersoon.post(f"{MENSEN}nieuw", {"naam": "Niet Kwijt", "email": "n"}).status_code == 401
    contactpersoon.post("/inloggen", {"verder": f"{MENSEN}nieuw"})
    assert 'value="Niet Kwijt"' in contactpersoon.get(f"{MENSEN}nieuw").content.decode()


def test_a_second_contactpersoon_comes_beside_the_first_and_a_third_does_not(contactpersoon: Beller) -> None:
    assert maak_contactpersoon(contactpersoon, "S. de Vries", "2").status_code == 302
    derde = maak_contactpersoon(contactpersoon, "R. Bakker", "2")
    assert (derde.status_code, "al twee contactpersonen" in tekst(derde)) == (409, True)
    assert maak_contactpersoon(contactpersoon, "R. Bakker", "7").status_code == 422
    assert "2e contactpersoon" in tekst(contactpersoon.get(MENSEN))


def test_who_chooses_a_contactpersoon_on_an_older_page_sees_who_it_is_now(contactpersoon: Beller) -> None:
    pad, ik = f"{MENSEN}{wie('R. Bakker').pk}/contactpersoon", wie("C. Contact").pk
    assert f'name="gezien_1" value="{ik}"' in contactpersoon.get(pad.removesuffix("contactpersoon")).content.decode()
    maak_contactpersoon(contactpersoon, "S. de Vries", "2")
    laat = contactpersoon.post(pad, {"rang": "1", "gezien_1": ik, "gezien_2": ""})
    assert (laat.status_code, "Een collega heeft dit net ook veranderd" in tekst(laat)) == (409, True)
    assert "Tweede contactpersoon nu: S. de Vries" in tekst(laat)
    assert 'value="1" checked' in laat.content.decode(), "what was chosen stays"
    assert wie("R. Bakker").contact is None


def test_nobody_takes_away_the_last_contactpersoon_also_not_oneself(wereld: Wereld, contactpersoon: Beller) -> None:
    zelf = wie("C. Contact")
    einde = contactpersoon.post(f"{MENSEN}{zelf.pk}/beeindigen")
    for antwoord in (maak_contactpersoon(contactpersoon, "C. Contact", "geen"), einde):
        assert (antwoord.status_code, "niemand over" in tekst(antwoord)) == (409, True)
    pad = f"/beheer/certificaten/{certificaat_van('C. Contact').pk}/beeindigen"
    assert fouten(contactpersoon.post(pad, {"reden": "kwijt"})) == ["reden"]
    maak_contactpersoon(contactpersoon, "S. de Vries", "2")
    weg = maak_contactpersoon(contactpersoon, "C. Contact", "geen")
    assert weg["Location"] == "/wie-ben-ik"
    assert wereld.mens(OOG).get("/beheer/").status_code == 403


def test_who_was_locked_is_let_in_again(wereld: Wereld, contactpersoon: Beller) -> None:
    dicht = wie("O. Gesloten")
    assert "niet inloggen" in tekst(contactpersoon.get(f"{MENSEN}{dicht.pk}/"))
    assert contactpersoon.post(f"{MENSEN}{dicht.pk}/deblokkeren").status_code == 302
    assert wereld.mens("persoonlijk-op-slot").get("/aanvragen/").status_code == 200


def test_a_second_factor_is_wiped_when_the_telephone_is_lost(contactpersoon: Beller) -> None:
    van = wie("S. de Vries")
    assert "Tweede factor wissen" not in tekst(contactpersoon.get(f"{MENSEN}{van.pk}/"))
    Medewerker.objects.filter(pk=van.pk).update(factor_gezet_at="2026-11-01T09:00:00Z")
    assert "Tweede factor wissen" in tekst(contactpersoon.get(f"{MENSEN}{van.pk}/"))
    assert contactpersoon.post(f"{MENSEN}{van.pk}/tweede-factor").status_code == 302
    assert wie("S. de Vries").factor_gezet_at is None


def test_who_leaves_gets_in_no_more_and_cannot_be_changed_again(wereld: Wereld, contactpersoon: Beller) -> None:
    weg = wie("R. Bakker")
    assert "stoppen meteen" in tekst(contactpersoon.get(f"{MENSEN}{weg.pk}/beeindigen"))
    assert contactpersoon.post(f"{MENSEN}{weg.pk}/beeindigen")["Location"] == MENSEN
    assert wereld.mens("persoonlijk-raadplegen").get("/aanvragen/").status_code == 403
    assert "oud-medewerkers" in tekst(contactpersoon.get(MENSEN))
    assert "Beëindigd op" in tekst(contactpersoon.get(f"{MENSEN}{weg.pk}/"))
    for pad in ("beeindigen", "deblokkeren"):
        nog_eens = contactpersoon.post(f"{MENSEN}{weg.pk}/{pad}")
        assert (nog_eens.status_code, "T111" in tekst(nog_eens)) == (409, True)


@pytest.mark.parametrize("nummer", ["0", "999999", str(2**70)])
def test_what_is_not_there_is_not_there_however_large_its_number(contactpersoon: Beller, nummer: str) -> None:
    for pad in (f"{MENSEN}{nummer}/", f"{MENSEN}{nummer}/beeindigen", f"/beheer/certificaten/{nummer}/"):
        assert contactpersoon.get(pad).status_code == 404
    for pad in (f"{MENSEN}{nummer}/deblokkeren", f"/beheer/certificaten/{nummer}/rechten"):
        assert contactpersoon.post(pad).status_code == 404


def test_who_leaves_on_a_day_works_here_until_then(wereld: Wereld, contactpersoon: Beller) -> None:
    mens = wie("S. de Vries")
    Medewerker.objects.filter(pk=mens.pk).update(einde_at=datetime(2027, 1, 1, tzinfo=NEDERLAND))
    pad, tot = f"{MENSEN}{mens.pk}/", "erkt hier tot en met 31 december 2026"
    lijst = tekst(contactpersoon.get(MENSEN))
    assert tot in lijst and "1 oud-medewerker U. Vertrokken" in lijst
    assert "S. de Vries" in tekst(contactpersoon.get("/beheer/certificaten/")).split("die niet meer werk")[0]
    pagina = tekst(contactpersoon.get(pad))
    assert tot in pagina and "werkt hier weer" not in pagina and "Is S. de Vries contactpersoon?" not in pagina
    assert contactpersoon.get(f"/beheer/certificaten/aanvragen?voor={mens.pk}").status_code == 200
    naam = {"naam": "Sanne", "email": mens.email, "gezien_naam": mens.naam, "gezien_email": mens.email}
    assert contactpersoon.post(f"{pad}wijzigen", naam | {"gezien_werkt": "wel"}).status_code == 302
    assert tot in tekst(contactpersoon.get(pad)), "another name is no other day"
    assert contactpersoon.get(f"{pad}beeindigen").status_code == 200
    assert contactpersoon.post(f"{pad}beeindigen").status_code == 302
    assert wereld.mens().get("/aanvragen/").status_code == 403
    assert "2 oud-medewerkers" in tekst(contactpersoon.get(MENSEN))
