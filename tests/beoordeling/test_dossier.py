"""One aanvraag on one screen: what was sent and by whom, what was changed, why, what was said, and what came before."""

from collections.abc import Callable

from beelden import png
from handelingen import blad_nu
from levensloop.conftest import Balie
from machtigingen_sandbox import personas
from oordelen import heel
from reis import tekst
from wereld import Beller, Wereld

from machtigingen.aanvragen import aanvulling, actions, behandeling, besluiten, bijlagen, indiening, vervolg
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import dossier_of
from machtigingen.aanvragen.wachtend import Consent, changes, wachtend_van

Desk = Callable[..., Beller]


def kijk(desk: Desk, aanvraag: Aanvraag) -> str:
    return tekst(desk().get(f"/beoordelen/{aanvraag.id}/"))


def test_each_fact_has_its_source_and_each_rule_its_reasons(desk: Desk, balie: Balie) -> None:
    pagina = kijk(desk, balie.verstuurd())
    for bron in ("Uit het softwarepakket", "Uit COV", "Ingevuld in het portaal", "Uit het certificaat"):
        assert bron in pagina
    assert "7. Beperking niet zeker : past" in pagina
    assert "niet zeker" in pagina.partition("Waarom dit niet vanzelf ging")[2]


def test_what_was_changed_after_the_prefill_stands_apart_with_both_values(desk: Desk, balie: Balie) -> None:
    assert "Aangepast na het voorinvullen" not in kijk(desk, balie.verstuurd())
    id_ = balie.concept()
    gewijzigd = {"diagnose": "251"}
    actions.answer(actor=balie.indiener, now=balie.now, aanvraag_id=id_, blad=blad_nu(id_), ruw=gewijzigd)
    Aanvraag.objects.filter(pk=id_).update(status="ingediend", ingediend_at=balie.now, aanvraagnummer="261124009991")
    pagina = kijk(desk, Aanvraag.objects.get(pk=id_))
    apart = pagina.partition("Aangepast na het voorinvullen")[2].partition("Gegevens en antwoorden")[0]
    assert "251" in apart
    assert "Pakket stuurde 255" in apart


def test_documents_are_listed_those_that_came_later_too(desk: Desk, balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    bijlagen.attach_later(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, naam="verwijsbrief.png", data=png("x")
    )
    mens = desk()
    pagina = mens.get(f"/beoordelen/{aanvraag.id}/")
    documenten = tekst(pagina).partition("Documenten")[2]
    assert "verwijsbrief.png" in documenten
    assert "Later toegevoegd · 24 november 2026" in documenten
    assert "foto.png" in documenten
    later = aanvraag.bijlagen.get(vraag="aanvulling")
    assert mens.get(f"/beoordelen/{aanvraag.id}/bijlagen/{later.id}").content == png("x")


def test_the_conversation_so_far_is_there(desk: Desk, balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    behandeling.ask_information(
        actor=balie.beoordelaar, now=balie.now, aanvraag_id=aanvraag.id, vragen=["Hoe lang al?", "Waarom?"]
    )
    aanvulling.send_answers(
        actor=balie.indiener, now=balie.now, aanvraag_id=aanvraag.id, antwoorden={0: "Lang.", 1: "Daarom."}, gezien={}
    )
    pagina = kijk(desk, aanvraag)
    assert "Hoe lang al? Lang." in pagina
    assert "Beantwoord door S. de Vries" in pagina


def test_a_draft_of_an_answer_is_the_providers_own(desk: Desk, balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    wie = {"now": balie.now, "aanvraag_id": aanvraag.id}
    behandeling.ask_information(actor=balie.beoordelaar, vragen=["Hoe lang al?"], **wie)
    aanvulling.save_answers(actor=balie.indiener, antwoorden={0: "Kladje."}, gezien={}, **wie)
    assert "Kladje." not in kijk(desk, aanvraag)


def test_a_herbeoordeling_shows_its_motivation_and_the_way_to_the_first(desk: Desk, balie: Balie) -> None:
    eerste = balie.verstuurd()
    besluiten.decide(actor=balie.beoordelaar, now=balie.now, aanvraag_id=eerste.id, oordeel=heel(False))
    nieuw = vervolg.ask_again(
        actor=balie.indiener, now=balie.now, aanvraag_id=eerste.id, soort="herbeoordeling", motivering="Zie de meting."
    )
    mens = desk()
    assert "Herbeoordeling" in tekst(mens.get("/beoordelen/?lijst=te-doen"))
    pagina = mens.get(f"/beoordelen/{nieuw.id}/")
    assert tekst(pagina).count("Zie de meting.") == 1
    assert f'href="/beoordelen/{eerste.id}/"' in pagina.content.decode()


def test_what_was_chosen_to_work_on_goes_along_to_other_aanvragen(balie: Balie, desk: Desk) -> None:
    nu, eerder, vorige = balie.verstuurd(), balie.verstuurd(), balie.verstuurd()
    keuze = "lijst=te-doen&amp;formulier=X02"
    pagina = desk().get(f"/beoordelen/{nu.id}/?lijst=te-doen&formulier=X02&vorige={vorige.id}").content.decode()
    assert pagina.count(f'href="/beoordelen/{eerder.id}/?{keuze}"') == 1
    assert pagina.count(f'href="/beoordelen/{vorige.id}/?{keuze}"') == 2, "once as another aanvraag of the insured"


def test_other_aanvragen_of_the_insured_are_those_of_the_own_insurer(desk: Desk, balie: Balie) -> None:
    nu, eerder = balie.verstuurd(), balie.verstuurd()
    ander = balie.verstuurd(wie=personas.OOK_GEVONDEN)
    elders = balie.verstuurd(agb="06990002")
    pagina = kijk(desk, nu)
    lijst = pagina.partition("Andere aanvragen van deze verzekerde")[2]
    assert eerder.aanvraagnummer in lijst
    assert elders.aanvraagnummer in lijst  # of another instantie, and for the same insurer
    assert ander.aanvraagnummer not in pagina


def test_what_decided_itself_says_by_which_rule(desk: Desk, balie: Balie) -> None:
    id_ = balie.concept()
    wie, blad = {"actor": balie.indiener, "now": balie.now, "aanvraag_id": id_}, blad_nu(id_)
    concept, _ = actions.answer(**wie, blad=blad, ruw={"mrd": "1"})
    (change,) = changes(dossier_of(concept, balie.now), wachtend_van(concept.bronnen))
    actions.answer(**wie, blad=blad, ruw={}, consent=Consent(go_on={"mrd": change.shown}))
    aanvraag = indiening.submit(actor=balie.indiener, now=balie.now, aanvraag_id=id_)
    pagina = kijk(desk, aanvraag)
    assert "Waarom dit meteen is besloten" in pagina
    assert "Regel 5. Ooglid hangt voor de pupil" in pagina


def test_the_one_key_of_the_page_is_said_and_works_with_a_modifier_only(desk: Desk, balie: Balie) -> None:
    pagina = desk().get(f"/beoordelen/{balie.verstuurd().id}/").content.decode()
    assert pagina.count("accesskey=") == 1
    assert "Sneltoets: B, samen met Alt." in pagina


def test_nothing_of_it_is_seen_by_anybody_else(wereld: Wereld, balie: Balie) -> None:
    aanvraag = balie.verstuurd()
    for wie, status in (("beoordelaar-9902", 404), ("persoonlijk-goed", 403), ("persoonlijk-zonder-autorisatie", 403)):
        antwoord = wereld.mens(wie).get(f"/beoordelen/{aanvraag.id}/")
        assert antwoord.status_code == status
        assert aanvraag.aanvraagnummer not in tekst(antwoord)
