"""People and packages at work, all at once, and the journal of what was acknowledged to them."""

import json
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from crash.beller import NO_ANSWER, Beller
from machtigingen_sandbox.omgeving import BEOORDELAAR, GEBRUIKER, SYSTEEMCERTIFICAAT, Omgeving
from machtigingen_sandbox.pagina import Bestand, Formulier

WORKERS = 3
MOST_PAGES = 20
PATIENCE_SECONDS = 60
CHOICES = {
    "zijde": ("links", "rechts", "beide"),
    "oorzaak": ("verslapping",),
    "functiestoornis": ("ja",),
    "eerdere_correctie": ("nee",),
    "gezichtsveld_gemeten": ("nee",),
}
# This one decides which questions come after it, and who answers: chosen once for each aanvraag.
MRD = ("1", "3", "3")


@dataclass
class Journaal:
    """What the portal said 2xx or 302 to. Each thread writes about aanvragen of its own."""

    pushes: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    # What an answer may be now: what was acknowledged last, and what was sent after that without an answer.
    antwoorden: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    bijlagen: dict[str, list[bytes]] = field(default_factory=dict)
    ingediend: set[str] = field(default_factory=set)
    nummers: dict[str, str] = field(default_factory=dict)
    besluiten: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def bevestigd(self) -> Counter[str]:
        """How many acknowledgements it holds, of each kind."""
        given = list(self.antwoorden.values())
        answered = [possible for answers in given for possible in list(answers.values()) if len(possible) == 1]
        return Counter(
            pushes=len(self.pushes),
            antwoorden=len(answered),
            bijlagen=sum(map(len, list(self.bijlagen.values()))),
            ingediend=len(self.ingediend),
            besluiten=len(self.besluiten),
        )

    @property
    def aanvragen(self) -> list[str]:
        return sorted({*self.antwoorden, *self.bijlagen, *self.ingediend, *self.besluiten})


class Belasting:
    """Works until the portal is gone. `ronde` makes what is sent differ from the rounds before."""

    def __init__(self, omgeving: Omgeving, *, ronde: str) -> None:
        self.journaal = Journaal()
        self._omgeving, self._ronde = omgeving, ronde
        self._example = json.loads(omgeving.voorbeeldbericht.read_text(encoding="utf-8"))
        self._te_beoordelen: deque[str] = deque()
        self._stop = threading.Event()
        work = [*(lambda nr=nr: self._aanvragen(nr) for nr in range(WORKERS)), self._beoordelingen]
        self._threads = [threading.Thread(target=self._until_gone, args=(one,), daemon=True) for one in work]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, enough: Callable[[Counter[str]], bool]) -> None:
        """Until enough was acknowledged."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not enough(self.journaal.bevestigd):
            assert time.monotonic() < end, f"no more than {self.journaal.bevestigd}"
            time.sleep(0.02)

    def join(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=60)
            assert not thread.is_alive()

    def _until_gone(self, work: Callable[[], None]) -> None:
        with suppress(*NO_ANSWER):
            work()

    def _aanvragen(self, worker: int) -> None:
        rng = random.Random(f"{self._ronde}-{worker}")
        package = Beller(self._omgeving, SYSTEEMCERTIFICAAT, listener="api")
        person = Beller(self._omgeving, GEBRUIKER)
        number = 0
        while not self._stop.is_set():
            number += 1
            message = self._example | {"referentie": f"{self._ronde}-{worker}-{number}"}
            pushed = package.push(message)
            if pushed.status == 201:
                self.journaal.pushes.append((message, pushed.json))
                if rng.random() < 0.7:
                    self._fill_in(person, package, pushed.json, rng)

    def _fill_in(self, person: Beller, package: Beller, pushed: dict[str, Any], rng: random.Random) -> None:
        path = pushed["link"].removeprefix(person.adres)
        choices = CHOICES | {"mrd": (rng.choice(MRD),), "opmerking": (f"Opmerking {rng.random()}",)}
        for _page in range(MOST_PAGES):
            page = person.follow(path)
            if page.status != 200 or not page.pagina.formulieren:
                return
            form = page.pagina.formulier
            aanvraag = form.adres.split("/")[4]
            path = self._post(person, form, aanvraag, choices, rng)
            if path and form.adres.endswith("/indienen"):
                self._read_number(package, pushed["id"], aanvraag)
                return
            if not path:
                return

    def _post(
        self, person: Beller, form: Formulier, aanvraag: str, choices: Mapping[str, Sequence[str]], rng: random.Random
    ) -> str:
        """Posts one page, and writes down what was acknowledged. Where it leads to, or nothing when it was refused."""
        typed = {vraag: rng.choice(choices[vraag]) for vraag in sorted(form.invulbaar & choices.keys())}
        known = self.journaal.antwoorden.setdefault(aanvraag, {})
        for vraag, waarde in typed.items():
            known.setdefault(vraag, [""]).append(waarde)
        content = b"%PDF-1.4\n" + rng.randbytes(rng.choice((100, 50_000)))
        files = {"foto": Bestand("foto.pdf", content)} if "foto" in form.invulbaar else {}
        answer = person.post(form, typed | files)
        if answer.status != 302:
            return ""
        known.update({vraag: [waarde] for vraag, waarde in typed.items()})
        if files:
            self.journaal.bijlagen.setdefault(aanvraag, []).append(content)
        if form.adres.endswith("/indienen"):
            self.journaal.ingediend.add(aanvraag)
            self._te_beoordelen.append(aanvraag)
        return answer.naar

    def _read_number(self, package: Beller, instroom: str, aanvraag: str) -> None:
        answer = package.get(f"/api/v1/instroom/{instroom}")
        if answer.status == 200:
            self.journaal.nummers[aanvraag] = answer.json["aanvraag"]["aanvraagnummer"]

    def _beoordelingen(self) -> None:
        person = Beller(self._omgeving, BEOORDELAAR)
        rng = random.Random(f"{self._ronde}-beoordelaar")
        while not self._stop.is_set():
            if not self._te_beoordelen:
                time.sleep(0.01)
                continue
            aanvraag = str(UUID(self._te_beoordelen.popleft()))
            page = person.get(f"/beoordelen/{aanvraag}/").pagina
            if "toelichting" not in {name for form in page.formulieren for name in form.invulbaar}:
                continue  # a rule has answered already
            besluit, status = rng.choice((("goedkeuren", "goedgekeurd"), ("afwijzen", "afgewezen")))
            toelichting = f"Besluit van ronde {self._ronde}."
            antwoord = {"besluit": besluit, "reden": "niet_aangetoond", "toelichting": toelichting}
            if person.post(page.formulier, antwoord).status == 302:
                self.journaal.besluiten[aanvraag] = (status, toelichting)
