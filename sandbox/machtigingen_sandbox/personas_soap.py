"""Test identities by what is wrong with a call over SOAP; what is in the message itself is judged as in JSON."""

from machtigingen_sandbox.personas_proeven import Groep, Proef, Verzoek

ADRES = "/soap/instroom/v1"
NAMESPACE = "urn:machtigingenportaal:instroom:v1"
WIE = f'<WieBenIk xmlns="{NAMESPACE}"/>'
XML = {"Content-Type": "text/xml; charset=utf-8"}
ACTIE = f"{NAMESPACE}:StuurInstroom"
MUST = '<x:Security xmlns:x="urn:x" s:mustUnderstand="1"/>'


def soap() -> Groep:
    """Each as a call to ask who one is: nothing of a person is needed to see these."""
    good = envelope(WIE)
    dtd = f"<!DOCTYPE x>{good}"
    windows = envelope(WIE, header="<x>Zoë</x>").encode("cp1252")
    rows = (
        ("het bericht zoals het hoort", {}, "200"),
        ("de laatste 20 tekens ontbreken", {"inhoud": good[:-20].encode()}, "500 B121"),
        ("`<!DOCTYPE x>` ervoor", {"inhoud": dtd.encode()}, "500 B122"),
        ("alleen de operatie, zonder envelop", {"inhoud": WIE.encode()}, "500 B123"),
        ("de operatie `HaalInstroom`", {"inhoud": good.replace("WieBenIk", "HaalInstroom").encode()}, "500 B124"),
        ("een header met `mustUnderstand`, zoals WS-Security", {"inhoud": envelope(WIE, MUST).encode()}, "500 B125"),
        (f"de kop `SOAPAction: {ACTIE}`", {"koppen": XML | {"SOAPAction": ACTIE}}, "500 B126"),
        ("`Content-Type: application/json`", {"koppen": {"Content-Type": "application/json"}}, "415 B127"),
        ("een ë als één byte (Windows-1252), zonder dat te zeggen", {"inhoud": windows}, "500 B128"),
    )
    base = {"pad": ADRES, "koppen": XML, "inhoud": good.encode()}
    proeven = tuple(
        Proef(cellen=(wat,), verzoeken=(Verzoek(verwacht=verwacht, **base | anders),)) for wat, anders, verwacht in rows
    )
    return Groep(
        titel="SOAP",
        uitleg=f"Met `systeem-goed`, naar `{ADRES}`, in SOAP 1.1: dan is de status van een fout 500. Het bericht is "
        "steeds de operatie `WieBenIk`. Wat er mis kan zijn in een instroombericht, is hetzelfde als in JSON; van elk "
        "bestand hierboven is er ook een `.xml`.",
        kolommen=("Wat u stuurt", "Antwoord"),
        proeven=proeven,
    )


def envelope(inside: str, header: str = "") -> str:
    head = f"<s:Header>{header}</s:Header>" if header else ""
    return (
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">{head}<s:Body>{inside}</s:Body></s:Envelope>'
    )
