"""An app on a telephone: it has a secret, and shows a code that goes with the time."""

import time
from base64 import b32decode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Page, expect

from .stappen import druk, op_pagina

INSTELLEN, INVULLEN = "Stel uw tweede beveiliging in", "Vul uw code in"


class App:
    """Each code counts once, so this one shows the next when it is asked again too soon."""

    def __init__(self) -> None:
        self._geheim = b""
        self._vorige = 0

    def scan(self, page: Page) -> None:
        expect(page.get_by_role("img", name="QR-code met de sleutel die hieronder staat")).to_be_visible()
        self._geheim = b32decode((page.locator("#sleutel").text_content() or "").replace(" ", ""))

    def code(self) -> str:
        while (stap := max(int(time.time()) // 30, self._vorige + 1)) > int(time.time()) // 30 + 1:
            time.sleep(0.5)
        self._vorige = stap
        return TOTP(self._geheim, 6, SHA1(), 30).generate(stap * 30).decode()


def stel_in(page: Page, app: App) -> None:
    op_pagina(page, INSTELLEN)
    app.scan(page)
    vul_in(page, app.code(), knop="Instellen en inloggen")


def vul_in(page: Page, code: str, *, knop: str = "Inloggen") -> None:
    page.get_by_label("Code van zes cijfers").fill(code)
    druk(page, knop)


def vijf_keer_fout(page: Page) -> None:
    for _ in range(5):
        vul_in(page, "000000")
