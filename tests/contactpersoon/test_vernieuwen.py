"""A renewal takes over what its certificate may do when the new one comes: nothing that was taken away meanwhile."""

from collections.abc import Callable

from wereld import Beller

from contactpersoon.conftest import certificaat_van, csr, software
from machtigingen.toegang.models import Certificaat
from machtigingen.toegang.uitgifte import Opgehaald

LIJST = "/beheer/certificaten/"
VRAAG = LIJST + "aanvragen"
Ophalen = Callable[[], Opgehaald]


def _rights(contactpersoon: Beller, van: Certificaat, *rechten: str) -> None:
    data = {"gezien": " ".join(van.autorisaties), "recht": rechten}
    assert contactpersoon.post(f"{LIJST}{van.pk}/rechten", data).status_code == 302


def test_a_right_that_was_withdrawn_meanwhile_stays_withdrawn(contactpersoon: Beller, haal_op: Ophalen) -> None:
    van = certificaat_van("S. de Vries")
    assert van.autorisaties
    contactpersoon.post(VRAAG, {"vervangt": van.pk, "csr": csr(), "rechten": ["indienen"]})
    _rights(contactpersoon, van)
    assert haal_op().geregistreerd == 1
    assert Certificaat.objects.get(vervangt=van).autorisaties == []


def test_a_right_that_was_given_meanwhile_is_there(contactpersoon: Beller, haal_op: Ophalen) -> None:
    van = certificaat_van("T. Jansen")
    contactpersoon.post(VRAAG, {"vervangt": van.pk, "csr": csr()})
    _rights(contactpersoon, van, "raadplegen", "indienen")
    haal_op()
    assert Certificaat.objects.get(vervangt=van).autorisaties == ["indienen", "raadplegen"]


def test_software_calls_from_the_addresses_of_now(contactpersoon: Beller, haal_op: Ophalen) -> None:
    oud = software()
    Certificaat.objects.filter(pk=oud.pk).update(adressen=["192.0.2.1"])
    contactpersoon.post(VRAAG, {"vervangt": oud.pk, "csr": csr()})
    data = {"gezien": "192.0.2.1", "adressen": "198.51.100.9"}
    assert contactpersoon.post(f"{LIJST}{oud.pk}/adressen", data).status_code == 302
    haal_op()
    assert (software().vervangt_id, software().adressen) == (oud.pk, ["198.51.100.9"])
