"""Starts DemoOog as a clinic would, with the system certificate and the patients of this sandbox."""

import sys
from pathlib import Path

from machtigingen_client import Zorgverlener
from machtigingen_softwarepakket import Config, create_app, serve

from machtigingen_sandbox.omgeving import SOFTWAREPAKKET, SYSTEEMCERTIFICAAT, Omgeving
from machtigingen_sandbox.patienten import INSTANTIE, ZORGVERLENER
from machtigingen_sandbox.poorten import LOOPBACK
from machtigingen_sandbox.signalen import signals_interrupt


def main(map: Path) -> None:
    omgeving = Omgeving.last_started(map)
    config = Config(
        api_url=omgeving.adres("api"),
        certificaat=omgeving.certificaat(SYSTEEMCERTIFICAAT),
        sleutel=omgeving.certificaat(SYSTEEMCERTIFICAAT, "key"),
        ca=omgeving.ca,
        data=omgeving.map / "softwarepakket",
        patienten=omgeving.patienten,
        instantie=INSTANTIE,
        zorgverlener=Zorgverlener(**ZORGVERLENER),
    )
    with signals_interrupt():
        serve(create_app(config), host=LOOPBACK, port=omgeving.poorten[SOFTWAREPAKKET])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
