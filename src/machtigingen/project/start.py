"""Start the embedded portal: check what it needs, then listen on all three addresses until told to stop."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError

from machtigingen import virusscan
from machtigingen.bedrijfsvoering.hartslagen import Proces
from machtigingen.formulieren import catalogus
from machtigingen.formulieren.afspraken import afspraken
from machtigingen.formulieren.gepubliceerd import keep_up, refresh
from machtigingen.kluis import sleutelbos
from machtigingen.project import certificaten
from machtigingen.project.check import judge_now
from machtigingen.project.config import LISTENERS, Configuratiefout
from machtigingen.project.deur.listeners import issuers, listener
from machtigingen.project.deur.zelftest import Zelftest, use_zelftest
from machtigingen.project.hartslag import beating
from machtigingen.project.keuring.bevinding import is_refusal
from machtigingen.project.metingen import listening
from machtigingen.project.schema import check_fits
from machtigingen.project.server import serve
from machtigingen.project.settings import CONFIG
from machtigingen.registers import cov


def run(*, on_ready: Callable[[], None]) -> None:
    """Blocks until SIGINT or SIGTERM. Fails before listening when keys, forms, COV or certificates are not right; of a
    setting that is wrong with `Configuratiefout`."""
    from machtigingen.project.wsgi import application

    if CONFIG.productie:
        _refuse_unsafe()
    sleutelbos()
    catalogus()
    afspraken()
    check_fits()
    with suppress(DatabaseError):  # a database that does not answer holds nobody back: the heartbeat looks again
        refresh()
    _check_cov()
    _check_virusscan()
    CONFIG.bijlagen.mkdir(parents=True, exist_ok=True)  # only here: a folder that goes away later is not made anew
    zelftest = Zelftest(CONFIG.adressen)
    listeners = [listener(CONFIG, naam, uitgevers=issuers(), watch=zelftest.watch) for naam in LISTENERS]
    if CONFIG.deur == "proxy":
        use_zelftest(zelftest)
        zelftest.start()
    with listening(CONFIG.metingen_poort), beating(Proces.PORTAAL, also=_keep_up):
        serve(application, listeners, lambda servers: on_ready())


def _keep_up(now: datetime) -> None:
    """What a process that works has to do again and again."""
    certificaten.remember(now)
    keep_up()


def _refuse_unsafe() -> None:
    """What `machtigingen check --productie` calls unsafe. What does not work fails closed by itself, and what asks for
    attention holds nobody back."""
    onveilig = [een for een in judge_now() if is_refusal(een)]
    if onveilig:
        regels = [regel for een in onveilig for regel in een.lines()]
        raise Configuratiefout("\n".join(["productie: dit portaal start niet, want het is niet veilig.", *regels]))


def _check_cov() -> None:
    if wat := cov.problem():
        raise Configuratiefout(f"cov: {wat}; kies {cov.DIENST}, of schrijf pakket.module:Klasse")


def _check_virusscan() -> None:
    """Of its settings: a scanner that is away holds nobody back, its files wait."""
    if wat := virusscan.misconfigured():
        raise Configuratiefout(f"virusscan: {wat}; kies {virusscan.CLAMD} of {virusscan.GEEN}")
