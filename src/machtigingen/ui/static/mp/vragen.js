/* Shows the questions that an answer brings up, and takes away those that it makes needless.

   After a saving (bewaren.js) the server says which questions are on this page now, and which pages
   there are. When that differs from what is shown, the page is fetched and only the difference is
   put in place: a field that stays keeps its text, its focus and its place. The count of what is
   filled in goes along with every answer. Without JavaScript the same happens at "Opslaan en verder". */

const STAPPENLIJST = ".mp-stappen";

class Vragen {
  #formulier;
  #onderweg = new AbortController();

  constructor(formulier) {
    this.#formulier = formulier;
    formulier.addEventListener("bewaard", ({ detail }) => this.#vergelijk(detail));
  }

  #vergelijk({ vragen, stappen, voortgang, totalen }) {
    if (!vragen) return;
    tel(voortgang);
    for (const [id, totaal] of Object.entries(totalen)) telOp(id, totaal);
    const nu = [...this.#blokken().keys()];
    if (gelijk(vragen, nu) && stappen.join(" ") === this.#formulier.dataset.stappen) return;
    this.#ververs(vragen, stappen);
  }

  async #ververs(vragen, stappen) {
    this.#onderweg.abort();
    this.#onderweg = new AbortController();
    try {
      const antwoord = await fetch(this.#formulier.dataset.bewaarUrl, { signal: this.#onderweg.signal });
      if (!antwoord.ok) return;
      const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
      this.#pasToe(vragen, blokkenIn(pagina));
      document.querySelector(STAPPENLIJST).replaceWith(pagina.querySelector(STAPPENLIJST));
      this.#formulier.dataset.stappen = stappen.join(" ");
    } catch {
      // The next saving, or the button, shows them.
    }
  }

  #pasToe(vragen, verse) {
    const staand = this.#blokken();
    const nieuw = vragen.filter((vraag) => !staand.has(vraag) && verse.has(vraag));
    const weg = [...staand.keys()].filter((vraag) => !vragen.includes(vraag));
    for (const vraag of weg) staand.get(vraag).remove();
    for (const vraag of nieuw) {
      const blok = verse.get(vraag);
      blok.classList.add("mp-veld--nieuw");
      const voor = vragen.slice(0, vragen.indexOf(vraag)).findLast((eerder) => staand.has(eerder));
      if (voor) staand.get(voor).after(blok);
      else this.#formulier.querySelector("[data-vraag], .mp-knoppen").before(blok);
      staand.set(vraag, blok);
    }
    this.#formulier.elements.namedItem("gezien").value = vragen.join(" ");
    this.#meld(nieuw.map((vraag) => staand.get(vraag)), weg);
  }

  #meld(nieuw, weg) {
    const melding = this.#formulier.querySelector("[data-vragen-melding]");
    const zinnen = nieuw.map((blok) => melding.dataset.tekstErbij.replace("{vraag}", labelVan(blok)));
    if (weg.length) zinnen.push(melding.dataset.tekstWeg);
    melding.textContent = zinnen.join(" ");
  }

  #blokken() {
    return blokkenIn(this.#formulier);
  }
}

function blokkenIn(deel) {
  return new Map([...deel.querySelectorAll("[data-vraag]")].map((blok) => [blok.dataset.vraag, blok]));
}

function labelVan(blok) {
  return blok.querySelector("label, legend").textContent.trim();
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
