"""What a contactpersoon can do, what nobody can, and what it comes to at the next request."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from machtigingen_sandbox.uitgifte_ca import SandboxCa
from wereld import Wereld, der

from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, DomainError, Soort
from machtigingen.pki import verify
from machtigingen.project import certificaten
from machtigingen.toegang import beheer, gegevens, herzien, team, uitgifte
from machtigingen.toegang.collecting import Opgehaald, collect
from machtigingen.toegang.models import Certificaat, Certificaatverzoek, Medewerker, Rechtverzoek
from machtigingen.toegang.overzicht import overview
from machtigingen.toegang.queries import identify

OOG, BEHEERDER = "contactpersoon-goed", "beheerder-9901"
Als = Callable[[str], Actor]


@pytest.fixture
def als(wereld: Wereld, bevroren: datetime) -> Als:
    """Who holds this certificate, as the door sees him or her now."""

    def actor(naam: str, *, now: datetime = bevroren) -> Actor:
        verdict = verify(der(wereld.testpki, naam), profielen=certificaten.profielen(now), at=now)
        soort = verdict.gegevens.soort if verdict.gegevens else Soort.PERSOONLIJK
        return identify(verdict, verwacht=soort, now=now, adres="127.0.0.1")

    return actor


def cert(als: Als, naam: str) -> int:
    return Certificaat.objects.get(vingerafdruk=als(naam).certificaat).pk


def geweigerd(act: Callable[..., Any], **waarden: Any) -> str:
    voor = Regel.objects.count()
    with pytest.raises(DomainError) as fout:
        act(**waarden)
    assert Regel.objects.count() == voor, "what is refused is not written down as done"
    return fout.value.code


def csr(sleutel: Any = None, *, hash_: Any = None) -> str:
    sleutel = sleutel or ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "wie dan ook")])
    bouw = x509.CertificateSigningRequestBuilder().subject_name(naam)
    return bouw.sign(sleutel, hash_ or hashes.SHA256()).public_bytes(Encoding.PEM).decode()


ALLES: dict[str, dict[str, Any]] = {
    "add_medewerker": {"naam": "N. Nieuw", "email": "n@a.example"},
    "end_medewerker": {"medewerker": 0},
    "set_contact": {"medewerker": 0, "rang": 2},
    "unlock": {"medewerker": 0},
    "reset_tweede_factor": {"medewerker": 0},
    "grant": {"certificaat": 0, "autorisatie": "raadplegen"},
    "withdraw": {"certificaat": 0, "autorisatie": "raadplegen"},
    "end_certificaat": {"certificaat": 0, "reden": "kwijt"},
    "set_adressen": {"certificaat": 0, "adressen": ["192.0.2.1"]},
    "withdraw_verzoek": {"verzoek": 0},
    "answer_right": {"rechtverzoek": 0, "toegekend": True},
    "request_certificaat": {"soort": "persoonlijk", "csr": csr(), "medewerker": 0},
}


@pytest.mark.parametrize("naam", ALLES)
@pytest.mark.parametrize("wie", ["persoonlijk-goed", "systeem-goed", "beoordelaar-9901", "adviseur-9901"])
def test_who_does_not_manage_can_do_none_of_it(als: Als, bevroren: datetime, naam: str, wie: str) -> None:
    assert geweigerd(getattr(beheer, naam), actor=als(wie), now=bevroren, **ALLES[naam]) == "D208"


@pytest.mark.parametrize("naam", [naam for naam in ALLES if naam != "add_medewerker"])
@pytest.mark.parametrize("van", ["persoonlijk-goed", "systeem-goed", "beoordelaar-9901", ""])
def test_what_is_of_another_organisation_is_as_if_it_were_not_there(
    als: Als, bevroren: datetime, naam: str, van: str
) -> None:
    """Of somebody, of software, of an insurer, of nobody: a contactpersoon of another instantie sees no difference."""
    certificaat = Certificaat.objects.filter(vingerafdruk=als(van).certificaat).first() if van else None
    gezocht = ALLES[naam] | {
        "certificaat": {"certificaat": certificaat.pk if certificaat else 0},
        "medewerker": {"medewerker": certificaat.medewerker_id or 0 if certificaat else 0},
    }.get(next((een for een in ("certificaat", "medewerker") if een in ALLES[naam]), ""), {})
    if certificaat is not None and "rechtverzoek" in gezocht:
        gezocht["rechtverzoek"] = Rechtverzoek.objects.create(
            certificaat=certificaat, autorisatie="raadplegen", gevraagd_at=bevroren
        ).pk
    assert geweigerd(getattr(beheer, naam), actor=als("contactpersoon-andere-instantie"), now=bevroren, **gezocht) == (
        "T103"
    )


def test_a_right_is_there_with_the_next_request_and_gone_with_the_next(als: Als, bevroren: datetime) -> None:
    wie = cert(als, "persoonlijk-zonder-autorisatie")
    wat = {"actor": als(OOG), "now": bevroren, "certificaat": wie}
    beheer.grant(**wat, autorisatie="indienen")
    assert als("persoonlijk-zonder-autorisatie").autorisaties == {"indienen", "raadplegen"}
    beheer.withdraw(**wat, autorisatie="raadplegen")
    assert als("persoonlijk-zonder-autorisatie").autorisaties == set()
    laatste = list(Regel.objects.order_by("-pk").values_list("handeling", "onderwerp", "reden", "actor")[:2])
    assert laatste == [
        ("recht_ingetrokken", f"certificaat:{wie}", "raadplegen", "C. Contact"),
        ("recht_gegeven", f"certificaat:{wie}", "indienen", "C. Contact"),
    ]
    voor = Regel.objects.count()
    beheer.withdraw(**wat, autorisatie="raadplegen")
    assert Regel.objects.count() == voor, "once more changes nothing"


@pytest.mark.parametrize(
    ("wie", "aan", "autorisatie"),
    [
        (OOG, "persoonlijk-goed", "beoordelen"),
        (OOG, "persoonlijk-goed", "beheren"),
        (OOG, "persoonlijk-goed", "portaalbeheer"),
        (OOG, "persoonlijk-goed", "alles"),
        (OOG, "systeem-goed", "beheren"),
        (BEHEERDER, "beoordelaar-9901", "indienen"),
        (BEHEERDER, "systeem-verzekeraar-9901", "adviseren"),
        (BEHEERDER, "systeem-verzekeraar-9901", "beheren"),
    ],
)
def test_nobody_grants_what_a_certificate_cannot_have(als: Als, bevroren, wie: str, aan: str, autorisatie: str) -> None:
    wat = {"actor": als(wie), "now": bevroren, "certificaat": cert(als, aan), "autorisatie": autorisatie}
    assert geweigerd(beheer.grant, **wat) == "T107"


def test_who_advises_judges_and_the_last_beheerder_of_an_insurer_stays(als: Als, bevroren: datetime) -> None:
    wat = {"actor": als(BEHEERDER), "now": bevroren}
    beheer.grant(**wat, certificaat=cert(als, "beoordelaar-9901"), autorisatie="adviseren")
    beheer.withdraw(**wat, certificaat=cert(als, "beoordelaar-9901"), autorisatie="beoordelen")
    assert als("beoordelaar-9901").autorisaties == set()
    zichzelf = {"certificaat": cert(als, BEHEERDER), "autorisatie": "beheren"}
    assert geweigerd(beheer.withdraw, **wat, **zichzelf) == "T106"
    beheer.grant(**wat, certificaat=cert(als, "adviseur-9901"), autorisatie="beheren")
    beheer.withdraw(**wat, **zichzelf)
    assert als(BEHEERDER).autorisaties == set()


def test_the_last_contactpersoon_stays_whichever_way_he_goes(als: Als, bevroren: datetime) -> None:
    ik, wat = als(OOG), {"actor": als(OOG), "now": bevroren}
    assert geweigerd(beheer.set_contact, **wat, medewerker=ik.medewerker, rang=None) == "T106"
    assert geweigerd(beheer.end_medewerker, **wat, medewerker=ik.medewerker) == "T106"
    assert geweigerd(beheer.end_certificaat, **wat, certificaat=cert(als, OOG), reden="kwijt") == "T106"
    ander = als("persoonlijk-goed").medewerker
    beheer.set_contact(**wat, medewerker=ander, rang=2)
    assert als("persoonlijk-goed").mag("beheren")
    beheer.end_medewerker(**wat, medewerker=ik.medewerker)
    with pytest.raises(DomainError, match="D113"):
        als(OOG)


def test_who_takes_the_first_place_gives_the_other_the_second(als: Als, bevroren: datetime) -> None:
    wat = {"actor": als(OOG), "now": bevroren}
    beheer.set_contact(**wat, medewerker=als("persoonlijk-goed").medewerker, rang=1)
    rangen = {een.naam: een.contact for een in Medewerker.objects.filter(contact__isnull=False)}
    assert (rangen["S. de Vries"], rangen["C. Contact"]) == (1, 2)
    derde = als("persoonlijk-raadplegen").medewerker
    assert geweigerd(beheer.set_contact, **wat, medewerker=derde, rang=2) == "T114"
    beheer.set_contact(**wat, medewerker=als(OOG).medewerker, rang=1)
    rangen = {een.naam: een.contact for een in Medewerker.objects.filter(contact__isnull=False)}
    assert (rangen["S. de Vries"], rangen["C. Contact"]) == (2, 1)


def test_of_two_who_choose_a_contactpersoon_at_once_neither_loses_anything(als: Als, bevroren: datetime) -> None:
    wat, ik = {"actor": als(OOG), "now": bevroren}, als(OOG).medewerker
    een, ander = als("persoonlijk-goed").medewerker, als("persoonlijk-raadplegen").medewerker
    herzien.revise_contact(**wat, medewerker=een, rang=2, gezien=(ik, None))
    laat = {"medewerker": ander, "rang": 1, "gezien": (ik, None)}
    assert geweigerd(herzien.revise_contact, **wat, **laat) == "T117"
    herzien.revise_contact(**wat, medewerker=een, rang=2, gezien=(ik, None))  # the same needs no answer
    herzien.revise_contact(**wat, medewerker=een, rang=1, gezien=(ik, een))
    assert geweigerd(herzien.revise_contact, **wat, medewerker=ik, rang=1, gezien=(ik, een)) == "T117"
    assert geweigerd(herzien.revise_contact, **wat, medewerker=0, rang=1, gezien=(een, ik)) == "T103"


def test_an_insurer_has_no_contactpersonen(als: Als, bevroren: datetime) -> None:
    wie = als("beoordelaar-9901").medewerker
    assert geweigerd(beheer.set_contact, actor=als(BEHEERDER), now=bevroren, medewerker=wie, rang=1) == "T107"


@pytest.mark.parametrize(
    ("naam", "email", "code"),
    [
        ("", "n@a.example", "T105"),
        ("x" * 121, "n@a.example", "T105"),
        ("N\x00", "n@a.example", "T105"),
        ("N. Nieuw", "geen adres", "T105"),
        ("N. Nieuw", "n@a.example\nBcc: x@y.example", "T105"),
        ("N. Nieuw", "999911004@a.example", "T105"),
        ("N. Nieuw", "S.deVries@oogkliniek.example", "T104"),
    ],
)
def test_a_medewerker_has_a_name_and_an_address_of_his_own(als: Als, bevroren, naam: str, email: str, code) -> None:
    assert geweigerd(beheer.add_medewerker, actor=als(OOG), now=bevroren, naam=naam, email=email) == code


def test_who_is_locked_is_let_in_again_and_sets_up_a_new_factor(als: Als, bevroren: datetime) -> None:
    wie = Medewerker.objects.get(naam="O. Gesloten")
    wie.factor_geheim, wie.factor_gezet_at = "geheim", bevroren
    wie.save()
    beheer.unlock(actor=als(OOG), now=bevroren, medewerker=wie.pk)
    assert als("persoonlijk-op-slot").medewerker == wie.pk
    beheer.reset_tweede_factor(actor=als(OOG), now=bevroren, medewerker=wie.pk)
    wie.refresh_from_db()
    assert (wie.factor_geheim, wie.factor_gezet_at, wie.foute_pogingen) == (None, None, 0)


def test_software_may_call_from_these_addresses_only_with_the_next_request(als: Als, bevroren: datetime) -> None:
    wat = {"actor": als(OOG), "now": bevroren, "certificaat": cert(als, "systeem-goed")}
    assert geweigerd(beheer.set_adressen, **wat, adressen=["0.0.0.0/0"]) == "T108"
    beheer.set_adressen(**wat, adressen=[" 192.0.2.1 ", "192.0.2.1"])
    with pytest.raises(DomainError, match="D109"):
        als("systeem-goed")
    mens = {"certificaat": cert(als, "persoonlijk-goed"), "adressen": []}
    assert geweigerd(beheer.set_adressen, **wat | mens) == "T103"


def test_somebody_asks_for_a_right_once_and_gets_one_answer(als: Als, bevroren: datetime) -> None:
    vraag = {"actor": als("persoonlijk-raadplegen"), "now": bevroren}
    nummer = beheer.ask_for_right(**vraag, autorisatie="indienen")
    assert beheer.ask_for_right(**vraag, autorisatie="indienen") == nummer
    assert team.own_questions(actor=vraag["actor"]) == {"indienen"}
    (rij,) = team.rechtverzoeken(actor=als(OOG), now=bevroren)
    assert (rij.id, rij.naam, rij.autorisatie) == (nummer, "R. Bakker", "indienen")
    antwoord = {"actor": als(OOG), "now": bevroren, "rechtverzoek": nummer}
    beheer.answer_right(**antwoord, toegekend=True)
    beheer.answer_right(**antwoord, toegekend=True)
    assert als("persoonlijk-raadplegen").mag("indienen")
    assert geweigerd(beheer.answer_right, **antwoord, toegekend=False) == "T113"
    assert geweigerd(
        beheer.ask_for_right, actor=als("persoonlijk-raadplegen"), now=bevroren, autorisatie="indienen"
    ) == ("T112")


def test_a_right_that_is_refused_stays_away(als: Als, bevroren: datetime) -> None:
    nummer = beheer.ask_for_right(actor=als("persoonlijk-raadplegen"), now=bevroren, autorisatie="indienen")
    beheer.answer_right(actor=als(OOG), now=bevroren, rechtverzoek=nummer, toegekend=False)
    assert not als("persoonlijk-raadplegen").mag("indienen")
    assert Regel.objects.latest("pk").handeling == "recht_geweigerd"
    assert geweigerd(beheer.ask_for_right, actor=als("systeem-goed"), now=bevroren, autorisatie="indienen") == "D202"


class Ca:
    """The test CA of the sandbox behind the port, in a folder and at a time of this test."""

    def __init__(self, ca: Path, now: datetime) -> None:
        self.now = now
        self.adapter = SandboxCa(clock=lambda: self.now)
        self.adapter.ca = ca

    def haal_op(self) -> Opgehaald:
        return collect(profielen=certificaten.profielen(self.now), now=self.now)


@pytest.fixture
def ca(wereld: Wereld, tmp_path: Path, settings: Any, bevroren: datetime, monkeypatch: pytest.MonkeyPatch) -> Ca:
    settings.MACHTIGINGEN_UITGIFTE_MAP = str(tmp_path / "uitgifte")
    ca = Ca(wereld.testpki / "ca", bevroren)
    monkeypatch.setattr(uitgifte, "uitgifte", lambda: ca.adapter)
    return ca


def test_what_is_asked_is_issued_elsewhere_and_works_with_what_was_asked(als: Als, bevroren, ca: Ca, tmp_path) -> None:
    wie = als("persoonlijk-zonder-autorisatie").medewerker
    nummer = beheer.request_certificaat(
        actor=als(OOG), now=bevroren, soort="persoonlijk", medewerker=wie, csr=csr(), autorisaties=["indienen"]
    )
    assert [(rij.id, rij.stand) for rij in team.verzoeken(actor=als(OOG))] == [(nummer, "aangevraagd")]
    assert (ca.haal_op().geregistreerd, ca.haal_op().geregistreerd) == (1, 0)
    verzoek = Certificaatverzoek.objects.get(pk=nummer)
    assert (verzoek.stand, verzoek.certificaat.medewerker_id) == ("klaar", wie)
    assert verzoek.certificaat.autorisaties == ["indienen", "raadplegen"]
    assert verzoek.pem.startswith("-----BEGIN CERTIFICATE-----")
    assert (tmp_path / "uitgifte" / "verwerkt" / f"verzoek-{nummer}.pem").exists()
    (rij,) = [rij for rij in team.certificaten(actor=als(OOG), now=bevroren) if rij.verzoek == nummer]
    assert rij.stand is team.Stand.KLAAR


def test_software_is_renewed_with_an_overlap_and_has_one_certificate_that_stays(als: Als, bevroren, ca: Ca) -> None:
    oud = cert(als, "systeem-goed")
    vraag = {"actor": als(OOG), "now": bevroren, "soort": "systeem", "csr": csr()}
    assert geweigerd(beheer.request_certificaat, **vraag) == "T110"
    nummer = beheer.request_certificaat(**vraag, vervangt=oud)
    assert geweigerd(beheer.request_certificaat, **vraag, vervangt=oud) == "T110", "it was asked for already"
    ca.haal_op()
    nieuw = Certificaatverzoek.objects.get(pk=nummer).certificaat
    assert (nieuw.vervangt_id, nieuw.autorisaties, nieuw.einde_at) == (oud, ["indienen", "raadplegen"], None)
    assert Certificaat.objects.get(pk=oud).einde_at == bevroren + timedelta(days=30)
    assert als("systeem-goed").mag("indienen"), "the old one works beside it"


def test_for_one_person_only_so_many_requests_wait(als: Als, bevroren: datetime) -> None:
    wie = als("persoonlijk-goed").medewerker
    vraag = {"actor": als(OOG), "now": bevroren, "soort": "persoonlijk"}
    nummers = [beheer.request_certificaat(**vraag, medewerker=wie, csr=csr()) for _ in range(3)]
    assert geweigerd(beheer.request_certificaat, **vraag, medewerker=wie, csr=csr()) == "T119"
    beheer.request_certificaat(**vraag, medewerker=als("persoonlijk-raadplegen").medewerker, csr=csr())
    beheer.withdraw_verzoek(actor=als(OOG), now=bevroren, verzoek=nummers[0])
    beheer.request_certificaat(**vraag, medewerker=wie, csr=csr())


@pytest.mark.parametrize(
    ("tekst", "uitleg"),
    [
        ("geen csr", "geen CSR"),
        (csr(ec.generate_private_key(ec.SECP192R1())), "te zwak"),
        (csr()[:-60] + "AAAA" + csr()[-56:], ""),
        (
            ec.generate_private_key(ec.SECP256R1())
            .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            .decode(),
            "geheime sleutel",
        ),
        ("x" * 20_000, "te groot"),
    ],
    ids=["no csr", "weak", "broken", "a secret", "large"],
)
def test_a_csr_that_cannot_become_a_certificate_is_refused_with_why(als: Als, bevroren, tekst: str, uitleg) -> None:
    wie = als("persoonlijk-goed").medewerker
    with pytest.raises(DomainError) as fout:
        beheer.request_certificaat(actor=als(OOG), now=bevroren, soort="persoonlijk", medewerker=wie, csr=tekst)
    assert fout.value.code == "T109"
    assert uitleg in fout.value.fouten[0].melding


def test_a_certificate_of_another_key_is_not_registered_and_keeps_no_other_waiting(
    als: Als, wereld: Wereld, bevroren: datetime, ca: Ca, tmp_path: Path
) -> None:
    wat = {"actor": als(OOG), "now": bevroren, "soort": "persoonlijk"}
    een, ander = (
        beheer.request_certificaat(**wat, medewerker=als(wie).medewerker, csr=csr())
        for wie in ("persoonlijk-goed", "persoonlijk-raadplegen")
    )
    ca_in = tmp_path / "uitgifte" / "in"
    ca_in.mkdir(parents=True)
    (ca_in / f"verzoek-{een}.pem").write_text(DER_cert_to_PEM_cert(der(wereld.testpki, "persoonlijk-goed")))
    opgehaald = ca.haal_op()
    assert (opgehaald.geregistreerd, len(opgehaald.fouten)) == (1, 1)
    assert f"verzoek {een}: T115" in opgehaald.fouten[0]
    assert Certificaatverzoek.objects.get(pk=ander).stand == "klaar"


def test_what_is_not_picked_up_in_sixty_days_lapses(als: Als, bevroren: datetime, ca: Ca) -> None:
    wie = als("persoonlijk-goed").medewerker
    nummer = beheer.request_certificaat(actor=als(OOG), now=bevroren, soort="persoonlijk", medewerker=wie, csr=csr())
    ca.haal_op()
    ca.now = bevroren + timedelta(days=59)
    assert ca.haal_op().vervallen == 0
    ca.now = bevroren + timedelta(days=60)
    assert ca.haal_op().vervallen == 1
    verzoek = Certificaatverzoek.objects.get(pk=nummer)
    assert (verzoek.stand, verzoek.certificaat.einde_at) == ("vervallen", ca.now)


def test_the_contactpersoon_sees_what_is_done_and_what_is_left(als: Als, bevroren: datetime) -> None:
    klaar = {stap.sleutel: stap.klaar for stap in overview(actor=als(OOG), now=bevroren).stappen}
    assert klaar == {
        "overeenkomst": True, "contactpersonen": False, "medewerkers": False, "systeemcertificaat": True,
        "adressen": False, "eerste_aanroep": False,
    }  # fmt: skip
    (ik,) = [mens for mens in team.team(actor=als(OOG), now=bevroren) if mens.is_mijzelf]
    assert (ik.naam, ik.contact, [rij.is_mijn for rij in ik.certificaten]) == ("C. Contact", 1, [True])
    verzekeraar = [stap.sleutel for stap in overview(actor=als(BEHEERDER), now=bevroren).stappen]
    assert "adviseur" in verzekeraar
    with pytest.raises(DomainError, match="D208"):
        team.team(actor=als("persoonlijk-goed"), now=bevroren)


@pytest.mark.parametrize("antwoord", [False, True], ids=["waits", "answered"])
def test_what_was_asked_for_who_left_by_the_word_of_the_operator_lapses(
    als: Als, wereld: Wereld, bevroren: datetime, ca: Ca, tmp_path: Path, antwoord: bool
) -> None:
    wie = als("persoonlijk-goed").medewerker
    nummer = beheer.request_certificaat(actor=als(OOG), now=bevroren, soort="persoonlijk", medewerker=wie, csr=csr())
    Medewerker.objects.filter(pk=wie).update(einde_at=bevroren + timedelta(days=1))
    if antwoord:
        (tmp_path / "uitgifte" / "in").mkdir(parents=True)
        pem = DER_cert_to_PEM_cert(der(wereld.testpki, "persoonlijk-goed"))
        (tmp_path / "uitgifte" / "in" / f"verzoek-{nummer}.pem").write_text(pem)
    ca.now = bevroren + timedelta(days=1)
    opgehaald = ca.haal_op()
    assert (opgehaald.geregistreerd, opgehaald.vervallen, len(opgehaald.fouten)) == (0, 1, antwoord)
    verzoek = Certificaatverzoek.objects.get(pk=nummer)
    assert (verzoek.stand, verzoek.certificaat) == ("vervallen", None)
    assert ca.haal_op().vervallen == 0


def test_for_who_left_nothing_is_registered(als: Als, wereld: Wereld, bevroren: datetime) -> None:
    wie = als("persoonlijk-goed").medewerker
    nummer = beheer.request_certificaat(actor=als(OOG), now=bevroren, soort="persoonlijk", medewerker=wie, csr=csr())
    Medewerker.objects.filter(pk=wie).update(einde_at=bevroren)
    wat = {"verzoek": nummer, "der": der(wereld.testpki, "persoonlijk-goed")}
    assert (
        geweigerd(uitgifte.register_certificaat, **wat, profielen=certificaten.profielen(bevroren), now=bevroren)
        == "T103"
    )


def test_who_comes_back_does_not_get_what_was_asked_before_he_left(als: Als, bevroren: datetime) -> None:
    wie = als("persoonlijk-goed").medewerker
    wat = {"actor": als(OOG), "now": bevroren}
    nummer = beheer.request_certificaat(**wat, soort="persoonlijk", medewerker=wie, csr=csr())
    Medewerker.objects.filter(pk=wie).update(einde_at=bevroren)
    mens = Medewerker.objects.get(pk=wie)
    was = gegevens.Gegevens(naam=mens.naam, email=mens.email, werkt=False)
    gegevens.revise_medewerker(**wat, medewerker=wie, naam=mens.naam, email=mens.email, gezien=was)
    assert Certificaatverzoek.objects.get(pk=nummer).stand == "vervallen"
    nieuw = beheer.request_certificaat(**wat, soort="persoonlijk", medewerker=wie, csr=csr())
    assert Certificaatverzoek.objects.get(pk=nieuw).stand == "aangevraagd"
