"""What each operation answers: the same calls and the same data as over JSON."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from machtigingen.doors.software import aanroepen, preparing
from machtigingen.doors.software.aanvraagstand import aanvraagstand_data
from machtigingen.doors.software.aanvragen import mutaties_data
from machtigingen.doors.software.antwoorden import ontvangst_data, proef_data, stand_data, wie_data
from machtigingen.doors.software.concepten import added_data, answers_in, voorstand_data
from machtigingen.doors.software.soap.envelope import Call, fields_in, message_in
from machtigingen.foundation import DomainError
from machtigingen.instroom.bericht import Deel, Optioneel, parse
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.documenten import samenvatting_van, vragen_en_antwoorden_van

MET_BESTAND = "VoegBijlageToe"
Data = dict[str, Any]
_DOCUMENTEN = {"samenvatting": samenvatting_van, "vragen-en-antwoorden": vragen_en_antwoorden_van}


def answer_to(call: Call, request: PortalRequest) -> Data:
    return _OPERATIONS[call.operation](call, request)


def _push(call: Call, request: PortalRequest) -> Data:
    ontvangst = ontvangst_data(aanroepen.push(request, read=partial(message_in, call, "bericht")), request)
    return {"ontvangst" if "link" in ontvangst else "geen_machtiging_nodig": ontvangst}


def _try_out(call: Call, request: PortalRequest) -> Data:
    return {"proef": proef_data(aanroepen.try_out(request, read=partial(message_in, call, "bericht")), request)}


def _follow(call: Call, request: PortalRequest) -> Data:
    return {"stand": stand_data(aanroepen.follow(request, id=_text(call, "id")), request)}


class _Vraag(Deel):
    na: Optioneel[Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]] = None
    aantal: Optioneel[Annotated[int, Field(ge=1, le=100)]] = None


def _changes(call: Call, request: PortalRequest) -> Data:
    gevonden = aanroepen.changes(request, read=partial(_question, call))
    return {"wijzigingen": mutaties_data(gevonden, partial(aanvraagstand_data, request=request))}


def _question(call: Call) -> Data:
    vraag = parse(_Vraag, fields_in(call))
    gevraagd = {"na": int(vraag.na) if vraag.na else None, "aantal": vraag.aantal}
    return {naam: waarde for naam, waarde in gevraagd.items() if waarde is not None}


def _look(call: Call, request: PortalRequest) -> Data:
    return {"aanvraag": aanvraagstand_data(aanroepen.look_at(request, id=_text(call, "id")), request)}


def _document(call: Call, request: PortalRequest) -> Data:
    soort = _text(call, "soort")
    if soort not in _DOCUMENTEN:
        raise DomainError.one("B205", pad="soort", veld="soort", keuzes=", ".join(_DOCUMENTEN))
    gevonden = aanroepen.look_at_document(request, id=_text(call, "id"))
    pdf = _DOCUMENTEN[soort](gevonden, now=request.now)
    return {"document": {"soort": soort, "type": "application/pdf", "inhoud": b64encode(pdf).decode()}}


def _put_answers(call: Call, request: PortalRequest) -> Data:
    stand = preparing.put_answers(request, id=_text(call, "id"), read=partial(_answers, call))
    return {"voorstand": voorstand_data(stand, request)}


def _answers(call: Call) -> Mapping[str, Any]:
    return answers_in({"antwoorden": fields_in(call).get("antwoorden", {})})


def _attach(call: Call, request: PortalRequest) -> Data:
    bijlage, _ = preparing.attach(request, id=_text(call, "id"), read=partial(_file, call))
    return {"bijlage": added_data(bijlage)}


def _file(call: Call) -> tuple[str, str, bytes]:
    """The question, the name and the content. Raises B203, B206 (no base64)."""
    velden = fields_in(call)
    naam = _is_text("naam", velden.get("naam", ""))
    try:
        data = b64decode("".join(_text(call, "inhoud").split()), validate=True)
    except ValueError as fout:
        raise DomainError.one("B206", pad="inhoud", veld="inhoud") from fout
    return _text(call, "vraag"), naam, data


def _who(call: Call, request: PortalRequest) -> Data:
    return {"wie": wie_data(request.actor, request)}


def _text(call: Call, name: str) -> str:
    return _is_text(name, fields_in(call)[name])


def _is_text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise DomainError.one("B203", pad=name, veld=name)
    return value


_OPERATIONS: Mapping[str, Callable[[Call, PortalRequest], Data]] = {
    "StuurInstroom": _push,
    "ControleerInstroom": _try_out,
    "VolgInstroom": _follow,
    "HaalAanvragen": _changes,
    "HaalAanvraag": _look,
    "HaalDocument": _document,
    "BewaarAntwoorden": _put_answers,
    MET_BESTAND: _attach,
    "WieBenIk": _who,
}
