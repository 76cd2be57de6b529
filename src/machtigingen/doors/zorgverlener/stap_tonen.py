"""How one page of the form looks: what is known, what is asked, what is wrong, and what to know."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from machtigingen.aanvragen import actions, toetsing
from machtigingen.aanvragen.dossier import Dossier, is_open, is_vast
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.niet_bewaard import is_typed, mark
from machtigingen.aanvragen.toestand import Toestand, toestand_of
from machtigingen.aanvragen.wachtend import wachtend_van
from machtigingen.beslisboom import Onderwerp, Vraag, Vraagtype, without_empty_groups
from machtigingen.doors.zorgverlener.apart import apart, at_fields
from machtigingen.doors.zorgverlener.bestanden import BESTAND, in_words
from machtigingen.doors.zorgverlener.concept import new_blad
from machtigingen.doors.zorgverlener.overstap import way_on
from machtigingen.doors.zorgverlener.rijen import asks_for_row
from machtigingen.doors.zorgverlener.stap import is_bekend, stappen, suggesties
from machtigingen.doors.zorgverlener.wijzigingen import wijzigingen
from machtigingen.foundation import Fout, foutcode
from machtigingen.registers import agb as agb_register
from machtigingen.registers import uzovi as uzovi_register
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.context import Melding, Meldingsoort, Voortgang
from machtigingen.ui.kaart import Kaart, fout_kort
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Keuze, Veld


def fouten_hier(request: PortalRequest, aanvraag: Aanvraag, dossier: Dossier, pagina: Onderwerp) -> dict[str, Fout]:
    """The first error of each question of this page."""
    toestand = toestand_of(aanvraag, dossier, actor=request.actor)
    return toestand.bij({vraag.link_id for vraag in pagina.vragen})


def toon_stap(
    request: PortalRequest,
    aanvraag: Aanvraag,
    dossier: Dossier,
    pagina: Onderwerp,
    *,
    gepost: bool,
    botsingen: tuple[Fout, ...] = (),
    nieuw: Collection[str] = (),
    geen_cov: Fout | None = None,
) -> HttpResponse:
    """`geen_cov`: why COV may not be asked now, when there is more to it than that it does not answer."""
    toestand = toestand_of(aanvraag, dossier, actor=request.actor)
    hier = {vraag.link_id for vraag in pagina.vragen}
    wachtend = wachtend_van(aanvraag.bronnen)
    kaart, straks = (
        Kaart(dossier=een, aanvraag=aanvraag, met_quarantaine=True) for een in (dossier, dossier.met(wachtend))
    )
    gevraagd = wijzigingen(aanvraag, kaart, straks)
    vast = {v.link_id for v in pagina.vragen if is_vast(v, dossier.antwoorden.get(v.link_id))}
    bewaard = actions.remembered(aanvraag, dossier, actor=request.actor)
    geweigerd = [fout for fout in (botsingen if gepost else bewaard) if not is_typed(fout) and fout.pad in hier]
    botst = at_fields(bewaard, hier - vast - gevraagd.keys())
    alle = toestand.bij(hier) | {fout.pad: fout for fout in geweigerd} | botst
    wijzig = {request.GET.get("wijzig", ""), request.GET.get("tabel", ""), *wachtend}
    wijzig -= vast
    namen = [o.link_id for o in dossier.onderwerpen]
    tot_hier = dossier.onderwerpen[: namen.index(pagina.link_id) + 1]
    feiten = tuple(
        kaart.feit(vraag, wijzig=True)
        for onderwerp in tot_hier
        for vraag in onderwerp.vragen
        if vraag.link_id not in wijzig and is_bekend(vraag, dossier.antwoorden.get(vraag.link_id), alle)
    )
    blad = new_blad(dossier, wachtend)
    velden = tuple(
        replace(
            _with_refused(
                _veld(
                    request,
                    straks if vraag.link_id in wachtend else kaart,
                    toestand,
                    vraag,
                    {} if vraag.link_id in gevraagd else alle,
                    gepost=gepost and vraag.link_id not in nieuw,
                ),
                geweigerd,
            ),
            wijziging=gevraagd.get(vraag.link_id),
            getoond=blad.getoond.get(vraag.link_id, ""),
            botst=mark(botst[vraag.link_id]) if vraag.link_id in botst else "",
        )
        for vraag in without_empty_groups(
            item
            for item in pagina.items
            if item.link_id in wijzig or not is_bekend(item, dossier.antwoorden.get(item.link_id), alle)
        )
    )
    telling = dossier.telling
    getoond = [*geweigerd, *(botst[veld.naam] for veld in velden if veld.naam in botst)]
    context: dict[str, Any] = {
        "aanvraag": aanvraag,
        "blad": blad.naam,
        "formulier": dossier.formulier,
        "onderwerp": pagina,
        "nummer": namen.index(pagina.link_id) + 1,
        "aantal": len(namen) + 1,
        "stappen": stappen(dossier, aanvraag, nu=pagina.link_id, fouten=toestand.fouten),
        "bewaard": timezone.localtime(aanvraag.updated_at).strftime("%H:%M") if aanvraag.versie > 1 else "",
        "feiten": feiten,
        "velden": velden,
        "gezien": " ".join(veld.naam for veld in velden),
        "paginas": " ".join(namen),
        "apart": apart((fout for fout in bewaard if fout not in getoond), dossier),
        "voortgang": Voortgang(bekend=telling.ingevuld, totaal=telling.totaal),
        "open": sum(1 for veld in velden if not veld.mag_leeg and not veld.waarde and not veld.bestanden),
        "meldingen": (
            *_ways_on(aanvraag, toestand),
            *_meldingen(toestand, tot_hier, geen_cov or Fout("R301")),
        ),
        "fouten": Foutregel.van(velden) + (_wachtregels(pagina, gevraagd) if gepost else ()),
        "bestanden": any(vraag.type is Vraagtype.ATTACHMENT for vraag in pagina.vragen),
        "vorige": pagina.link_id != namen[0],
    }
    status = foutcode(geen_cov.code).http if geen_cov else 422 if gepost else 200
    return toon(request, "zorgverlener/stap.html", context, status=status)


def _wachtregels(pagina: Onderwerp, gevraagd: Collection[str]) -> tuple[Foutregel, ...]:
    """The changes that wait, beside what else is wrong with what was posted."""
    return tuple(
        Foutregel(tekst=fout_kort(vraag, Fout("V113", vraag.link_id)), veld_id=f"wijziging-{vraag.link_id}")
        for vraag in pagina.vragen
        if vraag.link_id in gevraagd
    )


def _veld(
    request: PortalRequest, kaart: Kaart, toestand: Toestand, vraag: Vraag, fouten: Mapping[str, Fout], *, gepost: bool
) -> Veld:
    """A field with its errors. What is only open is no error before it was posted."""
    fout = fouten.get(vraag.link_id)
    te_tonen = fout if fout and (gepost or not is_open(fout)) else None
    if not vraag.kolommen:
        return kaart.veld(vraag, fout=te_tonen, suggesties=_suggesties(request, kaart, vraag.link_id))
    cellen = tuple(cel for cel in toestand.cellen(vraag.link_id) if gepost or not is_open(cel))
    return kaart.tabel(vraag, fout=te_tonen, cellen=cellen, erbij=asks_for_row(request, vraag))


def _with_refused(veld: Veld, botsingen: Collection[Fout]) -> Veld:
    """Of several files each that was refused is named."""
    geweigerd = tuple(fout for fout in botsingen if fout.pad == veld.naam and BESTAND in fout.gegevens)
    return replace(veld, fout=in_words(geweigerd), fout_kort=in_words(geweigerd)) if geweigerd else veld


def _meldingen(toestand: Toestand, tot_hier: tuple[Onderwerp, ...], geen_cov: Fout) -> tuple[Melding, ...]:
    """What to know that is no error: a zorgverlener who is not linked, a COV that could not be asked yet."""
    hier = {vraag.link_id for onderwerp in tot_hier for vraag in onderwerp.vragen}
    gevonden = [
        Melding(titel=fout.uitleg.titel, tekst=fout.melding, soort=Meldingsoort.WAARSCHUWING)
        for fout in toestand.waarschuwingen
        if fout.pad in hier
    ]
    if not toestand.cov_bekend:
        gevonden.append(Melding(titel=geen_cov.uitleg.titel, tekst=geen_cov.melding, soort=Meldingsoort.WAARSCHUWING))
    return tuple(gevonden)


def _ways_on(aanvraag: Aanvraag, toestand: Toestand) -> Iterator[Melding]:
    """On each page, for no page of this form mends it."""
    for fout in toestand.fouten:
        if url := way_on(fout, aanvraag.id):
            soort, verder = Meldingsoort.WAARSCHUWING, _("Verder op het juiste formulier")
            yield Melding(titel=fout.uitleg.titel, tekst=fout.melding, soort=soort, url=url, url_tekst=verder)


def _zorgkantoren(aanvraag: Aanvraag, dossier: Dossier) -> tuple[Keuze, ...]:
    """Where COV names more than one only those: no other may read it."""
    genoemd = toetsing.zorgkantoren_van_cov(dossier.waarden, aanvraag.bronnen)
    alle = uzovi_register.zorgkantoren(on=dossier.begindatum)
    return tuple(Keuze(waarde=str(een.uzovi), label=een.naam) for een in alle if not genoemd or een.uzovi in genoemd)


def _suggesties(request: PortalRequest, kaart: Kaart, link_id: str) -> tuple[Keuze, ...]:
    """Of the day of the care: by that day an answer is judged."""
    on = kaart.dossier.begindatum
    if link_id == "verzekeraar" and kaart.aanvraag is not None and kaart.aanvraag.grondslag == "wlz":
        return _zorgkantoren(kaart.aanvraag, kaart.dossier)
    if link_id != "zorgverlener" or request.actor.agb is None:
        return ()
    return suggesties(agb_register.zorgverleners_van(request.actor.agb, on=on))
