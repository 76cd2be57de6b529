"""Registering from a file: the same file twice changes nothing, a wrong one changes nothing at all."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import NU

from machtigingen.audit.models import Regel
from machtigingen.pki import load_profielen
from machtigingen.toegang.actions import Toegangsfout, Toegangsverslag, load_toegang
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def laad(testpki: Path, tmp_path: Path, bevroren):
    """Loads such a file."""
    profielen = load_profielen(testpki / "certificaatprofielen.yaml")

    def load(inhoud: Any, *, overschrijf: bool = False) -> Toegangsverslag:
        pad = tmp_path / "toegang.yaml"
        pad.write_text(inhoud if isinstance(inhoud, str) else yaml.safe_dump(inhoud))
        return load_toegang(pad, profielen=profielen, now=bevroren, overschrijf=overschrijf)

    return load


@pytest.fixture
def inhoud(testpki: Path) -> dict[str, Any]:
    return {
        "instanties": [
            {
                "agb": "22990001", "naam": "Oogkliniek", "soort": "instelling",
                "contactpersonen": [{"naam": "C. Contact", "email": "contact@oogkliniek.example"}],
            }
        ],
        "verzekeraars": [{"uzovi": "9901", "naam": "Voorbeeld Zorgverzekeraar"}],
        "certificaten": [
            {
                "bestand": str(testpki / "certificaten" / "persoonlijk-goed.pem"),
                "autorisaties": ["indienen", "raadplegen"],
            }
        ],
    }  # fmt: skip


def alles() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Organisatie, Medewerker, Certificaat)]


def test_it_registers_organisations_contacts_and_certificates(laad, inhoud) -> None:
    assert laad(inhoud) == Toegangsverslag(organisaties=2, certificaten=1)
    certificaat = Certificaat.objects.get()
    assert certificaat.organisatie.code == "22990001"
    assert certificaat.autorisaties == ["indienen", "raadplegen"]
    assert Medewerker.objects.get().organisatie.code == "22990001"
    assert Regel.objects.get().handeling == "toegang_geladen"


def test_loading_it_again_changes_nothing(laad, inhoud) -> None:
    laad(inhoud)
    eerst = alles()
    laad(inhoud)
    assert alles() == eerst


def test_loading_other_rights_replaces_them_only_when_told(laad, inhoud) -> None:
    laad(inhoud)
    inhoud["certificaten"][0]["autorisaties"] = []
    gezegd = "rechten in het portaal indienen, raadplegen, in het bestand geen"
    for overschrijf, blijft in ((False, ["indienen", "raadplegen"]), (True, [])):
        (regel,) = laad(inhoud, overschrijf=overschrijf).verschillen
        assert regel.endswith(gezegd)
        assert Certificaat.objects.get().autorisaties == blijft
    assert laad(inhoud).verschillen == ()


@pytest.fixture
def bediend(laad, inhoud, testpki: Path) -> dict[str, Any]:
    """A file that was loaded; then a contactpersoon withdrew, moved and took over."""
    inhoud["instanties"][0]["medewerkers"] = [
        {"naam": "S. de Vries", "email": "s@oogkliniek.example", "geblokkeerd": False}
    ]
    software = {"bestand": str(testpki / "certificaten" / "systeem-goed.pem"), "adressen": ["192.0.2.10"]}
    inhoud["certificaten"].append(software | {"autorisaties": ["indienen", "raadplegen"]})
    laad(inhoud)
    Certificaat.objects.filter(soort="persoonlijk").update(autorisaties=[])
    Certificaat.objects.filter(soort="systeem").update(adressen=["198.51.100.9"])
    Medewerker.objects.filter(email="contact@oogkliniek.example").update(contact=None, einde_at=NU)
    Medewerker.objects.filter(email="s@oogkliniek.example").update(contact=1, geblokkeerd_at=NU)
    return inhoud


def test_what_a_contactpersoon_changed_since_stays(laad, bediend) -> None:
    toen = alles()
    assert len(laad(bediend).verschillen) == 4
    assert alles() == toen


def test_what_is_new_comes_beside_what_stays(laad, bediend, testpki: Path) -> None:
    bediend["instanties"][0]["medewerkers"].append({"naam": "N. Nieuw", "email": "n@oogkliniek.example"})
    nieuw = {"bestand": str(testpki / "certificaten" / "persoonlijk-raadplegen.pem"), "autorisaties": ["raadplegen"]}
    bediend["certificaten"][0]["medewerker"] = "s@oogkliniek.example"  # nobody had it
    bediend["certificaten"].append(nieuw)
    laad(bediend)
    assert Medewerker.objects.filter(naam="N. Nieuw", contact=None).exists()
    assert sorted(Certificaat.objects.values_list("soort", "autorisaties", "medewerker__naam")) == [
        ("persoonlijk", [], "S. de Vries"),
        ("persoonlijk", ["raadplegen"], None),
        ("systeem", ["indienen", "raadplegen"], None),
    ]
    assert contactpersonen() == ["S. de Vries"]


def test_an_end_that_is_sooner_goes_and_a_later_one_does_not(laad, bediend) -> None:
    for dag, geldt in (("2026-12-31", "2026-12-31"), ("2026-11-30", "2026-11-30"), ("2027-06-30", "2026-11-30")):
        bediend["certificaten"][0]["einddatum"] = dag
        laad(bediend)
        einde = Certificaat.objects.get(soort="persoonlijk").einde_at
        assert str((einde - timedelta(hours=12)).date()) == geldt


def test_told_so_the_file_takes_the_place_of_what_there_is(laad, bediend) -> None:
    bediend["instanties"][0]["contactpersonen"] = [{"naam": "N. Nieuw", "email": "n@oogkliniek.example"}]
    assert len(laad(bediend, overschrijf=True).verschillen) == 4
    assert list(Certificaat.objects.filter(adressen=["192.0.2.10"]).values_list("soort", flat=True)) == ["systeem"]
    assert not Certificaat.objects.filter(autorisaties=[]).exists()
    assert contactpersonen() == ["N. Nieuw"]
    assert not Medewerker.objects.filter(geblokkeerd_at__isnull=False).exists()
    assert Regel.objects.filter(handeling="toegang_geladen").last().reden == "met overschrijven"


def contactpersonen() -> list[str]:
    return [mens.naam for mens in Medewerker.objects.filter(contact__isnull=False).order_by("contact")]


def test_the_contacts_of_the_file_replace_the_former_when_told(laad, inhoud) -> None:
    laad(inhoud)
    nieuw, tweede = ({"naam": naam, "email": f"{naam[0]}@oogkliniek.example"} for naam in ("N. Nieuw", "T. Tweede"))
    inhoud["instanties"][0]["contactpersonen"] = [nieuw, tweede]
    laad(inhoud)
    assert contactpersonen() == ["C. Contact"]
    laad(inhoud, overschrijf=True)
    assert contactpersonen() == ["N. Nieuw", "T. Tweede"]
    inhoud["instanties"][0]["contactpersonen"] = [tweede, nieuw]
    laad(inhoud, overschrijf=True)
    assert contactpersonen() == ["T. Tweede", "N. Nieuw"]
    del inhoud["instanties"][0]["contactpersonen"]
    laad(inhoud, overschrijf=True)
    assert contactpersonen() == ["T. Tweede", "N. Nieuw"]
    assert Medewerker.objects.filter(naam="C. Contact", contact=None).exists(), "who was it, still works there"


def test_an_instantie_without_a_contactpersoon_is_not_registered(laad, inhoud) -> None:
    del inhoud["instanties"][0]["contactpersonen"]
    with pytest.raises(Toegangsfout, match="heeft geen contactpersoon"):
        laad(inhoud)
    assert not Organisatie.objects.exists()


def test_who_may_send_must_be_allowed_to_look(laad, inhoud) -> None:
    inhoud["certificaten"][0]["autorisaties"] = ["indienen"]
    with pytest.raises(Toegangsfout, match="persoonlijk-goed.pem: wie mag indienen, moet ook mogen raadplegen"):
        laad(inhoud)
    assert not Organisatie.objects.exists()


def test_an_end_date_ends_an_instantie(laad, inhoud) -> None:
    inhoud["instanties"][0]["einddatum"] = "2025-12-31"
    laad(inhoud)
    assert str(Organisatie.objects.get(code="22990001").einde_on) == "2025-12-31"


def zet(inhoud: dict[str, Any], groep: str, veld: str, waarde: Any) -> dict[str, Any]:
    anders = deepcopy(inhoud)
    anders[groep][0][veld] = waarde
    return anders


@pytest.mark.parametrize(
    ("groep", "veld", "waarde", "genoemd"),
    [
        ("instanties", "agb", "2299000", "instanties.0.agb"),
        ("instanties", "agb", "2299000é", "instanties.0.agb"),
        ("instanties", "agb", "٢٢٩٩٠٠٠١", "instanties.0.agb"),
        ("instanties", "agb", 22990001, "instanties.0.agb"),
        ("instanties", "naam", "", "instanties.0.naam"),
        ("instanties", "soort", "verzekeraar", "instanties.0.soort"),
        ("instanties", "einddatum", "gisteren", "instanties.0.einddatum"),
        ("instanties", "einddatum", True, "instanties.0.einddatum"),
        ("instanties", "adres", "Dorpsstraat", "instanties.0.adres"),
        ("instanties", "contactpersonen", [{"naam": "C", "email": "geen adres"}], "contactpersonen.0.email"),
        ("instanties", "contactpersonen", [], "instanties.0.contactpersonen"),
        ("instanties", "contactpersonen", [{"naam": n, "email": f"{n}@a.nl"} for n in "abc"], "0.contactpersonen"),
        ("instanties", "medewerkers", [{"naam": "", "email": "a@b.nl"}], "medewerkers.0.naam"),
        ("certificaten", "autorisaties", ["beheren"], "beheren hoort bij een contactpersoon"),
        ("certificaten", "medewerker", "wie@oogkliniek.example", "wie@oogkliniek.example"),
        ("verzekeraars", "uzovi", "99011", "verzekeraars.0.uzovi"),
        ("certificaten", "autorisaties", ["inzien"], "inzien"),
        ("certificaten", "autorisaties", ["beoordelen"], "beoordelen"),
        ("certificaten", "bestand", "bestaat-niet.pem", "bestaat-niet.pem"),
        ("certificaten", "naam", "x" * 121, "certificaten.0.naam"),
    ],
)
def test_a_wrong_file_is_refused_whole_and_says_where(laad, inhoud, groep, veld, waarde, genoemd: str) -> None:
    with pytest.raises(Toegangsfout) as fout:
        laad(zet(inhoud, groep, veld, waarde))
    assert genoemd in str(fout.value)
    assert alles() == [[], [], []]
    assert not Regel.objects.exists()


@pytest.mark.parametrize("tekst", ["instanties: [", "- een lijst", "tekst", "", "\x00", "a: 1\n"])
def test_a_file_that_is_something_else_is_refused_with_its_name(laad, tekst: str) -> None:
    with pytest.raises(Toegangsfout, match="toegang.yaml"):
        laad(tekst)
    assert alles() == [[], [], []]


def test_a_certificate_of_an_organisation_that_is_not_in_it_is_refused(laad, inhoud) -> None:
    inhoud["instanties"] = []
    with pytest.raises(Toegangsfout, match="22990001"):
        laad(inhoud)
    assert not Organisatie.objects.exists()


def test_a_certificate_of_a_stranger_is_refused(laad, inhoud, testpki: Path) -> None:
    inhoud["certificaten"][0]["bestand"] = str(testpki / "certificaten" / "persoonlijk-vreemde-ca.pem")
    with pytest.raises(Toegangsfout, match="persoonlijk-vreemde-ca.pem"):
        laad(inhoud)


@pytest.mark.parametrize("naam", ["persoonlijk-verlopen", "persoonlijk-ingetrokken", "persoonlijk-nog-niet-geldig"])
def test_a_certificate_that_is_not_good_today_may_be_registered(laad, inhoud, testpki: Path, naam: str) -> None:
    inhoud["certificaten"][0]["bestand"] = str(testpki / "certificaten" / f"{naam}.pem")
    assert laad(inhoud).certificaten == 1


def test_a_broken_certificate_is_refused_with_its_name(laad, inhoud, tmp_path: Path) -> None:
    (tmp_path / "stuk.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    inhoud["certificaten"][0]["bestand"] = "stuk.pem"
    with pytest.raises(Toegangsfout, match="stuk.pem"):
        laad(inhoud)
