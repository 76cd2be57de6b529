/* Shows the questions that an answer brings up, and takes away those that it makes needless.

   After a saving (bewaren.js) the server says which questions are on this page now, and which pages
   there are. When that differs from what is shown, the page is fetched and only the difference is
   put in place: a field that stays keeps its text, its focus and its place. One in which is typed at
   that moment stays until that was kept (data-onbewaard, of bewaren.js). So it goes with a change
   that waits, since other answers would fall away by it. The count of what is filled in goes along
   with every answer. Without JavaScript the same happens at "Opslaan en verder". */

const STAPPENLIJST = ".mp-stappen";
const WIJZIGING = "[data-wijziging]";

class Vragen {
  #formulier;
  #onderweg = new AbortController();

  constructor(formulier) {
    this.#formulier = formulier;
    formulier.addEventListener("bewaard", ({ detail }) => this.#vergelijk(detail));
    formulier.addEventListener("nakomer", () => this.#haalIn());
  }

  #vergelijk({ vragen, stappen, voortgang, totalen, wijzigingen }) {
    if (!vragen) return;
    tel(voortgang);
    for (const [id, totaal] of Object.entries(totalen)) telOp(id, totaal);
    const nu = [...this.#blokken().keys()];
    const blijft = gelijk(vragen, nu) && stappen.join(" ") === this.#formulier.dataset.stappen;
    if (blijft && gelijk(this.#wachtend(), this.#hier(wijzigingen))) return;
    this.#ververs(vragen, stappen);
  }

  async #ververs(vragen, stappen) {
    const pagina = await this.#haalOp();
    if (!pagina) return;
    const wijzigingen = wijzigingenIn(pagina);
    this.#pasToe(vragen, blokkenIn(pagina));
    this.#leg(wijzigingen);
    document.querySelector(STAPPENLIJST).replaceWith(pagina.querySelector(STAPPENLIJST));
    this.#formulier.dataset.stappen = stappen.join(" ");
  }

  /* Puts in place what was kept after this page was made: each field that shows another answer now. */
  async #haalIn() {
    const pagina = await this.#haalOp();
    if (!pagina) return;
    const verse = blokkenIn(pagina);
    this.#pasToe([...verse.keys()], verse);
    for (const [vraag, blok] of this.#blokken()) {
      const nieuw = verse.get(vraag);
      const bezig = "onbewaard" in blok.dataset || blok.contains(document.activeElement);
      if (nieuw && !bezig && getoond(nieuw) !== getoond(blok)) blok.replaceWith(nieuw);
    }
  }

  /* The page as it is now; nothing when that fails: the next saving, or the button, shows it. When it is gone one goes
     to where the work is, unless that would drop files that were chosen: then the button does. */
  async #haalOp() {
    this.#onderweg.abort();
    this.#onderweg = new AbortController();
    try {
      const antwoord = await fetch(this.#formulier.dataset.bewaarUrl, { signal: this.#onderweg.signal });
      if (antwoord.redirected && !this.#metBestanden()) window.location.assign(antwoord.url);
      return antwoord.ok && !antwoord.redirected ? new DOMParser().parseFromString(await antwoord.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  #metBestanden() {
    return [...this.#formulier.querySelectorAll("input[type=file]")].some(({ files }) => files.length);
  }

  #pasToe(vragen, verse) {
    const staand = this.#blokken();
    const nieuw = vragen.filter((vraag) => !staand.has(vraag) && verse.has(vraag));
    const weg = [...staand].filter(([vraag, blok]) => !vragen.includes(vraag) && !("onbewaard" in blok.dataset));
    for (const [, blok] of weg) blok.remove();
    for (const vraag of nieuw) {
      const blok = verse.get(vraag);
      blok.classList.add("mp-veld--nieuw");
      const voor = vragen.slice(0, vragen.indexOf(vraag)).findLast((eerder) => staand.has(eerder));
      if (voor) staand.get(voor).after(blok);
      else this.#formulier.querySelector("[data-vraag], .mp-knoppen").before(blok);
      staand.set(vraag, blok);
    }
    this.#formulier.elements.namedItem("gezien").value = [...this.#blokken().keys()].join(" ");
    this.#meld(nieuw.map((vraag) => staand.get(vraag)), weg);
  }

  /* The changes that wait, each in its own field; said aloud when they are about other questions than before. */
  #leg(verse) {
    const stonden = this.#wachtend().map(zonderMerk);
    for (const oud of this.#formulier.querySelectorAll(WIJZIGING)) {
      if (verse.has(oud.id)) vervang(oud, verse.get(oud.id));
      else oud.remove();
      verse.delete(oud.id);
    }
    for (const blok of verse.values()) this.#blokken().get(blok.closest("[data-vraag]").dataset.vraag)?.append(blok);
    if (this.#wachtend().some((wijziging) => !stonden.includes(zonderMerk(wijziging)))) this.#zeg([this.#tekst("Wijziging")]);
  }

  #wachtend() {
    return [...this.#formulier.querySelectorAll(WIJZIGING)].map((blok) => blok.dataset.wijziging);
  }

  /* In the order of the page, and only those of this page. */
  #hier(wijzigingen) {
    return [...this.#blokken().keys()].filter((vraag) => vraag in wijzigingen).map((vraag) => wijzigingen[vraag]);
  }

  #meld(nieuw, weg) {
    const zinnen = nieuw.map((blok) => this.#tekst("Erbij").replace("{vraag}", labelVan(blok)));
    if (weg.length) zinnen.push(this.#tekst("Weg"));
    this.#zeg(zinnen);
  }

  #tekst(naam) {
    return this.#formulier.querySelector("[data-vragen-melding]").dataset[`tekst${naam}`];
  }

  #zeg(zinnen) {
    this.#formulier.querySelector("[data-vragen-melding]").textContent = zinnen.join(" ");
  }

  #blokken() {
    return blokkenIn(this.#formulier);
  }
}

/* A change that waits, as it is now; who stood in it stands there still. A press that waits for a saving goes by what its
   button said (knop.js), so the button is another one when that changed. */
function vervang(oud, vers) {
  if (oud.isEqualNode(vers)) return;
  const actief = document.activeElement;
  const stondErin = oud.contains(actief);
  oud.replaceWith(vers);
  if (stondErin) (vers.querySelector(`[name="${actief.name}"]`) ?? vers).focus();
}

/* Which questions a change is about; not what stands there. */
function zonderMerk(wijziging) {
  return wijziging.replace(/=\S*/g, "");
}

function blokkenIn(deel) {
  return new Map([...deel.querySelectorAll("[data-vraag]")].map((blok) => [blok.dataset.vraag, blok]));
}

function wijzigingenIn(deel) {
  return new Map([...deel.querySelectorAll(WIJZIGING)].map((blok) => [blok.id, blok]));
}

function getoond(blok) {
  return blok.querySelector("input[type=hidden][name^=getoond-]")?.value;
}

function labelVan(blok) {
  return (blok.querySelector("label, legend") ?? blok).textContent.trim();
}

function tel({ bekend, totaal }) {
  const balk = document.querySelector(".mp-voortgang progress");
  if (!balk) return;
  balk.max = totaal;
  balk.value = bekend;
  const tekst = balk.labels[0];
  tekst.textContent = tekst.dataset.tekst.replace("{bekend}", bekend).replace("{totaal}", totaal);
}

function telOp(id, totaal) {
  const plek = document.getElementById(id);
  if (plek) plek.textContent = totaal || "–";
}

function gelijk(een, ander) {
  return een.length === ander.length && een.every((vraag, plaats) => vraag === ander[plaats]);
}

for (const formulier of document.querySelectorAll("form[data-stappen]")) new Vragen(formulier);
