"""A request for a certificate is called back: its place is free, and of a late answer nothing comes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NU
from reis import fouten, tekst
from wereld import Beller, Wereld

from contactpersoon.conftest import ZIEKENHUIS, certificaat_van, csr, software, wie
from machtigingen.audit.models import Regel
from machtigingen.toegang import uitgifte
from machtigingen.toegang.collecting import Opgehaald
from machtigingen.toegang.models import Certificaat, Certificaatverzoek

LIJST = "/beheer/certificaten/"
VRAAG = LIJST + "aanvragen"
Ophalen = Callable[[], Opgehaald]


def test_its_place_is_free_at_once_and_its_answer_registers_nothing(contactpersoon: Beller, haal_op: Ophalen) -> None:
    oud, aantal = software(), Certificaat.objects.count()
    plek = contactpersoon.post(VRAAG, {"vervangt": oud.pk, "csr": csr()})["Location"]
    eerste = Certificaatverzoek.objects.get()
    assert f"/beheer/verzoeken/{eerste.pk}/" in contactpersoon.get(f"{LIJST}{oud.pk}/").content.decode()
    assert "Aanvraag intrekken" in tekst(contactpersoon.get(plek))
    assert contactpersoon.post(VRAAG, {"vervangt": oud.pk, "csr": csr()}).status_code == 409
    assert contactpersoon.post(plek, {"reden": "sleutel kwijt"})["Location"] == plek
    pagina = tekst(contactpersoon.get(plek))
    assert "ingetrokken of vervallen" in pagina
    assert "Aanvraag intrekken" not in pagina
    assert contactpersoon.post(VRAAG, {"vervangt": oud.pk, "csr": csr()}).status_code == 302, "the place is free"

    Certificaatverzoek.objects.exclude(pk=eerste.pk).delete()
    _answer_anyway(eerste, haal_op)
    assert (Certificaat.objects.count(), software().pk) == (aantal, oud.pk)
    daden = Regel.objects.filter(onderwerp=f"certificaatverzoek:{eerste.pk}").order_by("pk")
    assert list(daden.values_list("handeling", "reden", "actor")) == [
        ("certificaat_aangevraagd", "", "C. Contact"),
        ("certificaatverzoek_ingetrokken", "sleutel kwijt", "C. Contact"),
        ("certificaat_niet_geregistreerd", "", "systeem"),
    ]
    assert haal_op().fouten == (), "it is said once"
    assert "trok een aanvraag voor een certificaat in" in tekst(contactpersoon.get("/beheer/logboek"))


def _answer_anyway(verzoek: Certificaatverzoek, haal_op: Ophalen) -> None:
    """The CA had it already."""
    ca = uitgifte.uitgifte()
    ca.hand_in(uitgifte.verzoek_van(verzoek))
    gehaald = haal_op()
    assert (gehaald.geregistreerd, len(gehaald.fouten)) == (0, 1)
    assert "het certificaat is niet geregistreerd" in gehaald.fouten[0]


def test_what_was_not_carried_to_the_ca_yet_is_not_carried_any_more(
    contactpersoon: Beller, haal_op: Ophalen, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        plek = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": csr()})["Location"]
    uit = tmp_path / "uitgifte" / "uit"
    assert len(list(uit.iterdir())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert contactpersoon.post(plek).status_code == 302, "a reason is not asked for"
    assert list(uit.iterdir()) == []


def test_a_certificate_that_ends_takes_its_renewal_along(contactpersoon: Beller, haal_op: Ophalen) -> None:
    van, ander = certificaat_van("S. de Vries"), wie("T. Jansen")
    contactpersoon.post(VRAAG, {"vervangt": van.pk, "csr": csr()})
    contactpersoon.post(VRAAG, {"voor": ander.pk, "csr": csr()})
    pad = f"{LIJST}{van.pk}/beeindigen"
    assert "Dan trekken wij die aanvraag in" in tekst(contactpersoon.get(pad))
    assert contactpersoon.post(pad, {"reden": "laptop gestolen"}).status_code == 302
    assert haal_op().geregistreerd == 1
    assert not Certificaat.objects.filter(vervangt=van).exists()
    assert Certificaatverzoek.objects.get(vervangt=van).stand == "vervallen"
    assert Certificaat.objects.filter(medewerker=ander, verzoek__stand="klaar").exists()


def test_what_ended_is_withdrawn_no_more_and_a_refusal_changes_nothing(
    contactpersoon: Beller, haal_op: Ophalen
) -> None:
    plek = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": csr()})["Location"]
    for reden in ("x" * 201, "bsn 999900018"):
        antwoord = contactpersoon.post(plek, {"reden": reden})
        assert (antwoord.status_code, fouten(antwoord)) == (422, ["reden"])
        assert reden in antwoord.content.decode()
    assert haal_op().geregistreerd == 1
    assert contactpersoon.post(plek)["Location"].startswith(LIJST), "there is a certificate already: that can be ended"
    assert Certificaatverzoek.objects.get().stand == "klaar"
    assert not Regel.objects.filter(handeling="certificaatverzoek_ingetrokken").exists()


@pytest.mark.parametrize("mens", [ZIEKENHUIS, "beheerder-9901", "persoonlijk-raadplegen"])
def test_nobody_else_withdraws_it(wereld: Wereld, contactpersoon: Beller, mens: str) -> None:
    plek = contactpersoon.post(VRAAG, {"voor": wie("T. Jansen").pk, "csr": csr()})["Location"]
    ander = wereld.mens(mens)
    ander.get("/wie-ben-ik")
    assert ander.post(plek).status_code in (403, 404)
    assert Certificaatverzoek.objects.get().stand == "aangevraagd"
    Certificaatverzoek.objects.update(stand="vervallen", gevraagd_at=NU - timedelta(days=1))
    assert contactpersoon.post(plek)["Location"] == plek, "once more changes nothing"
