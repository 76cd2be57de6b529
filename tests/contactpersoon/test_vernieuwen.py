"""A renewal takes over what its certificate may do when the new one comes: nothing that was taken away meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import NU
from wereld import Beller

from contactpersoon.conftest import certificaat_van, csr, software
from machtigingen.toegang.collecting import Opgehaald
from machtigingen.toegang.models import Certificaat

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


@pytest.mark.parametrize("gebruikt", [True, False], ids=["each in use", "none in use after the first"])
def test_of_those_that_were_replaced_one_still_works(contactpersoon: Beller, haal_op: Ophalen, gebruikt: bool) -> None:
    rij = [software()]
    for _ in range(3):
        contactpersoon.post(VRAAG, {"vervangt": rij[-1].pk, "csr": csr()})
        haal_op()
        rij.append(software())
        Certificaat.objects.filter(pk=rij[-1].pk).update(gestart_at=NU if gebruikt else None)
    einden = [Certificaat.objects.get(pk=een.pk).einde_at for een in rij]
    straks = NU + timedelta(days=30)
    assert einden == ([NU, NU, straks, None] if gebruikt else [straks, NU, NU, None])
