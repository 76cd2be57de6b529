"""A change that takes other answers away: whatever is typed in whatever order, nothing goes and no word is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from hypothesis import event, given
from hypothesis import strategies as st

from machtigingen.aanvragen.dossier import AANGEPAST, COV, GEBRUIKER, SOFTWAREPAKKET, Antwoord, Dossier, to_json
from machtigingen.aanvragen.niet_bewaard import kept_for, mark, owner
from machtigingen.aanvragen.ongevraagd import gone, kept_apart, unasked, without_read
from machtigingen.aanvragen.wachtend import WACHTEND, Consent, Processed, changes, process, wachtende_fouten
from machtigingen.beslisboom import Formulier, Vraagtype, as_typed, falls_away, parse_antwoord
from machtigingen.formulieren.catalogus import Catalogus
from machtigingen.foundation import Actor, DomainError, Soort

NOW = datetime(2026, 11, 2, tzinfo=UTC)
WIE = Actor(
    soort=Soort.PERSOONLIJK,
    naam="S. de Vries",
    organisatie="Oog",
    certificaat="a" * 64,
    serienummer="01",
    geldig_tot=NOW,
    medewerker=7,
)
RIJ = {"code": "J080", "aantal": 1, "kaak": "boven", "honorarium": "1", "techniek": "0"}
# What stands in a form, as far as it steers or hangs on that; and what can be typed in it.
STANDS = {
    "X02": {
        "oorzaak": "verslapping",
        "eerdere_correctie": "nee",
        "mrd": "3.5",
        "gezichtsveld_gemeten": True,
        "gezichtsveld_boven": 20,
    },
    "M03": {"prestaties": [RIJ], "vorige_prothese": "ja", "datum_prothese": "2020-01-01"},
}
TYPES = {
    "X02": {
        "oorzaak": ["verslapping", "uiterlijk", "aangeboren", "", "iets"],
        "eerdere_correctie": ["nee", "anders", "kort_geleden", ""],
        "mrd": ["3,5", "2", "1", "drie", ""],
        "gezichtsveld_gemeten": ["ja", "nee", ""],
        "gezichtsveld_boven": ["20", "30"],
        "opmerking": ["x", ""],
    },
    "M03": {
        "prestaties": [[RIJ], [RIJ | {"code": "J070"}], [RIJ | {"code": "J056"}], []],
        "vorige_prothese": ["ja", "nee", "onbekend", ""],
        "datum_prothese": ["2020-01-01", "2021-01-01"],
        "opmerking": ["x", ""],
    },
}
# Each of these alone takes an answer away.
TAKING = [
    ("X02", {"oorzaak": "uiterlijk"}),
    ("X02", {"eerdere_correctie": "kort_geleden"}),
    ("X02", {"mrd": "1"}),
    ("X02", {"gezichtsveld_gemeten": "nee"}),
    ("M03", {"vorige_prothese": "nee"}),
    ("M03", {"prestaties": [RIJ | {"code": "J056"}]}),
]


@cache
def form_of(code: str) -> Formulier:
    return next(een for een in Catalogus.load().inhoud.formulieren if een.code == code)


def standing(code: str, **anders) -> Dossier:
    answers = {link_id: Antwoord(waarde=een, bron=GEBRUIKER) for link_id, een in (STANDS[code] | anders).items()}
    return Dossier(form_of(code), answers, date(2026, 11, 2))


@st.composite
def typed(draw):
    """A form with answers in it, and what is typed after that on two pages; the first takes something away."""
    code, taking = draw(st.sampled_from(TAKING))
    anything = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in TYPES[code].items()})
    first, second = draw(anything) | taking, draw(anything)
    done = kept(standing(code), first)
    event(f"{len(done.wachtend)} wait")
    assert done.wachtend
    return standing(code), first, second


def read(form, link_id, raw):
    vraag = form.vraag(link_id)
    if vraag is None:
        return None
    try:
        return parse_antwoord(vraag, raw)
    except DomainError:
        return as_typed(vraag, raw)


def agreed_to(dossier: Dossier, done: Processed) -> Consent:
    """A yes to all that waits."""
    found = changes(dossier, done.wachtend)
    return Consent(go_on={een.vraag.link_id: een.shown for een in found})


def kept(
    dossier: Dossier,
    ruw,
    *,
    na: Processed | None = None,
    consent: Consent = Consent(),  # noqa: B008
) -> Processed:
    wachtend = na.wachtend if na else {}
    return process(dossier, ruw, wachtend=wachtend, consent=consent, door=WIE, now=NOW, blad="een pagina")


def after(dossier: Dossier, done: Processed) -> Dossier:
    return Dossier(dossier.formulier, done.antwoorden, dossier.vandaag)


@given(typed())
def test_without_a_yes_no_answer_that_counted_falls_away(given_):
    dossier, first, second = given_
    one = kept(dossier, first)
    two = kept(after(dossier, one), second, na=one)
    for before, done in ((dossier, one), (after(dossier, one), two)):
        assert falls_away(dossier.formulier, before.ruw, after(dossier, done).ruw) == ()


@given(typed())
def test_every_word_that_was_typed_last_is_kept(given_):
    dossier, first, second = given_
    one = kept(dossier, first)
    two = kept(after(dossier, one), second, na=one)
    for link_id, raw in (first | second).items():
        vraag = dossier.formulier.vraag(link_id)
        if vraag is None or vraag.type is Vraagtype.ATTACHMENT:
            continue
        stands = two.wachtend.get(link_id) or two.antwoorden.get(link_id)
        assert (stands.waarde if stands else None) == read(dossier.formulier, link_id, raw)


@given(typed())
def test_the_same_again_changes_nothing(given_):
    dossier, first, _ = given_
    one = kept(dossier, first)
    again = kept(after(dossier, one), first, na=one)
    assert again == one


@given(typed())
def test_a_yes_to_what_is_shown_leaves_it_waiting_no_longer_and_a_no_neither(given_):
    dossier, first, _ = given_
    one = kept(dossier, first)
    stands = after(dossier, one)
    for change in changes(stands, one.wachtend):
        link_id = change.vraag.link_id
        yes = Consent(go_on={link_id: change.shown})
        agreed = kept(stands, {}, na=one, consent=yes)
        assert agreed.antwoorden[link_id].waarde == change.nieuw.waarde and link_id not in agreed.wachtend
        refused = kept(stands, {}, na=one, consent=Consent(keep=frozenset({link_id})))
        assert link_id not in refused.wachtend
        assert refused.antwoorden.get(link_id) == change.oud


@given(typed(), st.sampled_from([{}, {"mrd": "1"}, {"gezichtsveld_gemeten": "nee"}, {"vorige_prothese": "nee"}]))
def test_a_yes_then_something_typed_then_back_leaves_what_waited_off_the_path(given_, also):
    stood, first, _ = given_
    one = kept(stood, {k: v for k, v in (first | also).items() if stood.formulier.vraag(k)})
    stands = after(stood, one)
    for change in changes(stands, one.wachtend):
        yes = Consent(go_on={change.vraag.link_id: change.shown})
        agreed = kept(stands, {}, na=one, consent=yes)
        off = agreed.wachtend.keys() - {vraag.link_id for vraag in after(stood, agreed).vragen}
        typed_on = kept(after(stood, agreed), {"opmerking": "y"}, na=agreed)
        back = {change.vraag.link_id: change.oud.waarde if change.oud else ""}
        done = kept(after(stood, typed_on), back, na=typed_on)
        for link_id in off:
            assert done.wachtend[link_id] == one.wachtend[link_id]
            assert done.antwoorden.get(link_id) == stands.antwoorden.get(link_id)


def test_an_answer_whose_question_is_not_asked_now_waits_on():
    stood = standing("X02")
    one = kept(stood, {"mrd": "1"})
    yes = agreed_to(stood, kept(stood, {"oorzaak": "uiterlijk"}))
    off = kept(after(stood, one), {"oorzaak": "uiterlijk"}, na=one, consent=yes)
    assert "mrd" not in {vraag.link_id for vraag in after(stood, off).vragen}
    typed_on = kept(after(stood, off), {"opmerking": "x"}, na=off)
    assert typed_on.wachtend == one.wachtend
    again = kept(after(stood, typed_on), {"mrd": "0,5"}, na=typed_on)
    assert again.wachtend["mrd"].waarde == "0.5"
    back = kept(after(stood, again), {"oorzaak": "verslapping"}, na=again)
    assert back.antwoorden["mrd"].waarde == "3.5"
    assert "gezichtsveld_gemeten" in after(stood, back).waarden
    assert list(kept(after(stood, back), {}, na=back).wachtend) == ["mrd"]


def test_what_waits_where_nothing_is_asked_is_kept_apart_for_the_person_whatever_certificate_that_has_now():
    done = kept(standing("X02"), {"mrd": "1"})
    bronnen = {WACHTEND: to_json(done.wachtend)}
    off = unasked(standing("X02", oorzaak="uiterlijk"))
    apart = kept_apart(bronnen, off)
    assert apart[WACHTEND] == bronnen[WACHTEND], "it waits on"
    [fout] = kept_for(apart, owner(replace(WIE, certificaat="b" * 64)))
    assert (fout.pad, fout.gegevens["uw_waarde"]) == ("mrd", "1 mm")
    assert kept_for(apart, owner(replace(WIE, medewerker=8, certificaat="c" * 64))) == ()
    assert kept_apart(bronnen, unasked(standing("X02"))) == bronnen, "it is asked"
    nu = standing("X02", oorzaak="uiterlijk")
    assert without_read(bronnen, nu, owner(WIE), {mark(fout)}) == {}
    assert without_read(bronnen, nu, ("medewerker:8",), {mark(fout)}) == bronnen


def test_what_was_read_after_going_on_with_a_form_that_lacks_the_question_waits_no_more():
    done = kept(standing("X02"), {"mrd": "1"})
    here, there = standing("X02"), standing("M03")
    apart = kept_apart({WACHTEND: to_json(done.wachtend)}, gone(here.formulier, there.formulier))
    [fout] = kept_for(apart, owner(WIE))
    assert without_read(apart, there, owner(WIE), {mark(fout)}) == {}
    assert without_read(apart, there, owner(WIE), set()) == apart, "not read yet"
    assert without_read(apart, there, ("medewerker:8",), {mark(fout)}) == apart, "of another person"
    assert WACHTEND in without_read(apart, here, owner(WIE), {mark(fout)}), "it is asked"


def test_a_yes_keeps_what_the_package_said_meanwhile_beside_it():
    stood = standing("X02")
    one = kept(stood, {"oorzaak": "uiterlijk"})
    for said, bron in (("verminking", AANGEPAST), ("uiterlijk", SOFTWAREPAKKET)):
        sent = Antwoord(waarde="verslapping", bron=AANGEPAST, gestuurd=said, gestuurd_bron=SOFTWAREPAKKET)
        meanwhile = stood.met({"oorzaak": sent})
        done = kept(meanwhile, {}, na=one, consent=agreed_to(meanwhile, one)).antwoorden["oorzaak"]
        assert (done.waarde, done.bron, done.gestuurd) == ("uiterlijk", bron, said)
        assert (done.door, done.blad) == (WIE.naam, "een pagina")


def test_what_waits_is_over_once_a_register_settled_the_question():
    said = Antwoord(waarde="9901", bron=COV)
    waits = Processed({}, {"verzekeraar": Antwoord(waarde="12", bron=GEBRUIKER)})
    stood = standing("X02").met({"verzekeraar": said})
    assert (changes(stood, waits.wachtend), wachtende_fouten(stood, waits.wachtend)) == ((), ())
    done = kept(stood, {"opmerking": "x"}, na=waits)
    assert (done.wachtend, done.antwoorden["verzekeraar"]) == ({}, said)
