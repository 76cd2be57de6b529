"""Software at the same moment as itself, and as a person: a file once, a decision once, and nobody's answer lost."""

import json
import threading
from typing import Any

from races.tegelijk import actor, elke_keten_is_heel, tegelijk, tel
from reis import PNG, dien_in_klaar
from wereld import Beller, Wereld, bericht

from machtigingen.aanvragen import actions
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.samen import Blad
from machtigingen.audit.models import Regel
from machtigingen.project import klok

AANTAL = 4
GOED = {"regels": [{"regel": 1, "uitkomst": "toegekend"}], "toelichting": "Klopt."}


def stuur(beller: Beller, methode: str, adres: str, body: Any) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    soort = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    return beller.client.generic(methode, adres, data, soort, secure=True, **beller._omgeving())


def concept(wereld: Wereld) -> Aanvraag:
    assert wereld.software().push(bericht()).status_code == 201
    return Aanvraag.objects.get()


def test_the_same_file_sent_at_once_is_there_once(wereld: Wereld) -> None:
    adres = f"/api/v1/aanvragen/{concept(wereld).id}/bijlagen?vraag=foto"
    bellers = [wereld.software() for _ in range(AANTAL)]
    antwoorden = tegelijk([lambda b=b: stuur(b, "POST", adres, PNG) for b in bellers])
    assert sorted(een.status_code for een in antwoorden) == [200] * (AANTAL - 1) + [201]
    assert len({een.json()["id"] for een in antwoorden}) == tel("aanvragen.Bijlage") == 1
    assert elke_keten_is_heel()


def test_the_same_decision_sent_at_once_is_taken_once(wereld: Wereld) -> None:
    mens = wereld.mens()
    assert mens.post(f"{dien_in_klaar(wereld, mens, mrd='3,5')}indienen").status_code == 302
    adres = f"/api/v1/verzekeraar/aanvragen/{Aanvraag.objects.get().id}/besluit"
    bellers = [wereld.software("systeem-verzekeraar-9901") for _ in range(AANTAL)]
    antwoorden = tegelijk([lambda b=b: stuur(b, "POST", adres, GOED) for b in bellers])
    assert [een.status_code for een in antwoorden] == [200] * AANTAL
    assert len({een.content for een in antwoorden}) == tel("aanvragen.Besluit") == 1
    assert Regel.objects.filter(handeling="aanvraag_goedgekeurd").count() == 1
    assert Regel.objects.filter(handeling="besluit_herhaald").count() == AANTAL - 1
    assert elke_keten_is_heel()


def test_of_a_person_and_a_package_that_answer_at_once_each_hears_when_theirs_does_not_stand(wereld: Wereld) -> None:
    aanvraag = concept(wereld)
    adres = f"/api/v1/aanvragen/{aanvraag.id}/antwoorden"
    software, mens = wereld.software(), actor(wereld, "persoonlijk-goed")

    def typ() -> Any:
        ruw = {"zijde": "links"}
        return actions.answer(actor=mens, now=klok.nu(), aanvraag_id=aanvraag.id, blad=Blad(), ruw=ruw)[1]

    zet = {"antwoorden": {"zijde": "rechts"}}
    botsingen, antwoord = tegelijk([typ, lambda: stuur(software, "PUT", adres, zet)])
    staat = Aanvraag.objects.get().antwoorden["zijde"]["waarde"]
    if staat == "links":
        assert [fout["code"] for fout in antwoord.json()["niet_overgenomen"]] == ["A117"]
    else:
        assert (staat, [fout.code for fout in botsingen]) == ("rechts", ["A103"])
    assert elke_keten_is_heel()


def test_who_follows_while_others_act_misses_nothing(wereld: Wereld) -> None:
    mens = wereld.mens()
    for nummer in range(AANTAL):
        aanvraag = dien_in_klaar(wereld, mens, mrd="3,5", referentie=f"2026-{nummer}")
        assert mens.post(f"{aanvraag}indienen").status_code == 302
    ids = [str(een) for een in Aanvraag.objects.values_list("id", flat=True)]
    klaar = threading.Event()

    def volg() -> dict[str, str]:
        """The last that was heard of each; read once more after all was done."""
        software, na, gezien, nog_eens = wereld.software(), "0", {}, True
        while nog_eens:
            nog_eens = not klaar.is_set()
            deel = software.get("/api/v1/aanvragen", data={"na": na, "aantal": "1"}).json()
            while deel["aanvragen"]:
                gezien |= {een["id"]: een["status"] for een in deel["aanvragen"]}
                na = deel["cursor"]
                deel = software.get("/api/v1/aanvragen", data={"na": na, "aantal": "1"}).json()
        return gezien

    def besluit() -> dict[str, str]:
        daden = [
            lambda id=id: stuur(
                wereld.software("systeem-verzekeraar-9901"), "POST", f"/api/v1/verzekeraar/aanvragen/{id}/besluit", GOED
            )
            for id in ids
        ]
        try:
            assert [een.status_code for een in tegelijk(daden)] == [200] * AANTAL
        finally:
            klaar.set()
        return {}

    gezien, _ = tegelijk([volg, besluit])
    assert gezien == dict.fromkeys(ids, "goedgekeurd")
    assert elke_keten_is_heel()
