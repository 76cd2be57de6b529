/* Keeps a draft while typing: form[data-bewaar-url] is posted with the header X-Bewaar: 1, its hidden
   fields and those that were touched here, so that it never undoes what was typed in another tab.

   The answer is JSON: {"bewaard_om": "14:02", "getoond": {"mrd": "1f0c…"}}. What was kept is what the
   page shows from now on: the hidden field "getoond-mrd" says so, and no other field does. Each post
   says when it was made up ("geschreven"), so that one that arrives after a later one counts for nothing:
   it must say all that those before it said. One saving is under way at a time, and a real submit waits for it, but not for ever. Who
   leaves does not wait: what is under way is called off, and all that was typed is sent. The next page
   may have been made before that was kept; its form gets an event "nakomer". What else is in the answer
   is for others: the form gets an event "bewaard" with it, and a question has data-onbewaard until it
   was kept.
   Without JavaScript the draft is kept at every step instead. */

import { drukAlsnog } from "./knop.js";

const WACHTTIJD = 800;
const METEEN = "input[type=radio], input[type=checkbox], select"; // a choice is a whole answer
const OPNIEUW = 15_000;
const GEDULD = 5_000; // of a submit with a saving that does not end
const TE_LANG = 30_000; // a saving that takes this long is tried anew
const VERTREK = "bewaard-bij-vertrek"; // says only that, for the next page in this tab
const NAKOMER = 400;
const GRENS_KEEPALIVE = 60_000; // browsers refuse a keepalive body over 64 KiB

class Bewaarder {
  #formulier;
  #melding = document.querySelector("[data-bewaard]");
  #klok = 0;
  #bezig = null;
  #vuil = false;
  #aangeraakt = new Set();
  #opgehouden = false;
  #geschreven = 0;

  constructor(formulier) {
    this.#formulier = formulier;
    formulier.addEventListener("input", (gebeurtenis) => this.#gewijzigd(gebeurtenis));
    formulier.addEventListener("submit", (gebeurtenis) => this.#verzenden(gebeurtenis));
    formulier.addEventListener("formdata", ({ formData }) => formData.set("geschreven", this.#tijd()));
    formulier.addEventListener("niet-verstuurd", () => this.#gestrand());
    window.addEventListener("beforeunload", (gebeurtenis) => this.#vertrek(gebeurtenis));
    window.addEventListener("pagehide", () => this.#vertrek());
    window.addEventListener("online", () => { this.#opgehouden = false; });
    if (sessionStorage.getItem(VERTREK)) setTimeout(() => formulier.dispatchEvent(new Event("nakomer")), NAKOMER);
    sessionStorage.removeItem(VERTREK);
  }

  #gewijzigd(gebeurtenis) {
    if (gebeurtenis.target.type === "file") return;
    for (const { name } of samen(gebeurtenis.target)) this.#aangeraakt.add(name);
    gebeurtenis.target.closest("[data-vraag]")?.setAttribute("data-onbewaard", "nieuw");
    this.#vuil = true;
    this.#plan(gebeurtenis.target.matches(METEEN) ? 0 : WACHTTIJD);
  }

  #plan(wachttijd) {
    clearTimeout(this.#klok);
    this.#klok = setTimeout(() => this.#bewaar(), wachttijd);
  }

  #bewaar() {
    if (!this.#vuil || this.#bezig) return;
    this.#vuil = false;
    const afbreker = new AbortController();
    setTimeout(() => afbreker.abort(TE_LANG), TE_LANG);
    const klaar = this.#post(afbreker.signal).finally(() => {
      if (this.#bezig?.afbreker === afbreker) this.#bezig = null;
    });
    this.#bezig = { afbreker, klaar };
  }

  /* What is too large to be sent by a page that is gone keeps the page: the browser asks whether one really leaves. */
  #vertrek(gebeurtenis) {
    if (!this.#vuil && !this.#bezig) return;
    sessionStorage.setItem(VERTREK, "ja");
    if (gebeurtenis && this.#inhoud().toString().length >= GRENS_KEEPALIVE) gebeurtenis.preventDefault();
    if (!this.#vuil) return;
    this.#bezig?.afbreker.abort();
    this.#bezig = null;
    this.#bewaar();
  }

  /* Later than all before it from this page, also when somebody sets the clock back. */
  #tijd() {
    this.#geschreven = Math.max(this.#geschreven + 1, Date.now());
    return this.#geschreven;
  }

  /* Of a question that was touched and in which no choice is ticked any more a form says nothing: then we do. */
  #inhoud() {
    const velden = [...new FormData(this.#formulier)];
    const namen = new Set(velden.map(([naam]) => naam));
    const verborgen = [...this.#formulier.querySelectorAll("input[type=hidden]")].map(({ name }) => name);
    const mee = new Set([...verborgen, "geschreven", ...this.#aangeraakt]);
    const leeg = [...this.#aangeraakt].filter((naam) => !namen.has(naam) && this.#formulier.elements.namedItem(naam));
    return new URLSearchParams([...velden.filter(([naam]) => mee.has(naam)), ...leeg.map((naam) => [naam, ""])]);
  }

  async #post(signal) {
    const body = this.#inhoud();
    for (const blok of this.#formulier.querySelectorAll("[data-onbewaard]")) blok.dataset.onbewaard = "onderweg";
    try {
      const antwoord = await fetch(this.#formulier.dataset.bewaarUrl, {
        method: "POST",
        body,
        headers: { "X-Bewaar": "1", Accept: "application/json" },
        signal,
        keepalive: body.toString().length < GRENS_KEEPALIVE,
      });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      this.#bewaard(await antwoord.json());
    } catch (fout) {
      if (!signal.aborted || signal.reason === TE_LANG) this.#mislukt(fout.message);
    }
  }

  #bewaard(antwoord) {
    const { getoond = {}, bewaard_om: tijd, sessie } = antwoord;
    for (const [vraag, afdruk] of Object.entries(getoond)) {
      const veld = this.#formulier.elements.namedItem(`getoond-${vraag}`);
      if (veld) veld.value = afdruk;
    }
    for (const blok of this.#formulier.querySelectorAll("[data-onbewaard=onderweg]")) delete blok.dataset.onbewaard;
    this.#zeg(this.#formulier.dataset.tekstBewaard.replace("{tijd}", tijd ?? hierEnNu()));
    if (sessie) document.dispatchEvent(new CustomEvent("sessie-verlengd", { detail: sessie }));
    this.#formulier.dispatchEvent(new CustomEvent("bewaard", { detail: antwoord }));
    if (this.#vuil) this.#plan(WACHTTIJD);
  }

  #mislukt(status) {
    const { tekstElders, tekstUitgelogd, tekstMislukt } = this.#formulier.dataset;
    if (status === "409") return this.#zeg(tekstElders);
    if (status === "401") return this.#zeg(tekstUitgelogd);
    this.#vuil = true;
    this.#zeg(tekstMislukt);
    this.#plan(OPNIEUW);
  }

  #zeg(tekst) {
    if (this.#melding && tekst) this.#melding.textContent = tekst;
  }

  /* A submit that was called off, by whichever script, leaves the page where it was, with what was typed. */
  #gestrand() {
    this.#vuil = this.#aangeraakt.size > 0;
    this.#plan(WACHTTIJD);
  }

  /* Without a line a submit would leave the page for one of the browser, and take along what was not kept: it is held
     up once, for a browser may be wrong about that. A press that another script swallows, is none; so is one of a button
     that is gone when it may go on. */
  #verzenden(gebeurtenis) {
    const { verzonden, onderweg } = this.#formulier.dataset;
    if (verzonden || onderweg) return;
    clearTimeout(this.#klok);
    this.#vuil = false;
    setTimeout(() => gebeurtenis.defaultPrevented && this.#gestrand());
    if (!navigator.onLine && !this.#opgehouden) {
      this.#opgehouden = true;
      gebeurtenis.preventDefault();
      this.#zeg(this.#formulier.dataset.tekstMislukt);
    } else if (this.#bezig) {
      gebeurtenis.preventDefault();
      this.#wacht(this.#bezig, gebeurtenis.submitter);
    }
  }

  async #wacht({ afbreker, klaar }, knop) {
    setTimeout(() => afbreker.abort(), GEDULD);
    await klaar;
    if (!drukAlsnog(this.#formulier, knop)) this.#gestrand();
  }
}

/* The rows of a table are one answer. */
function samen(veld) {
  return veld.closest("[data-samen]")?.querySelectorAll("input, select, textarea") ?? [veld];
}

function hierEnNu() {
  return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

for (const formulier of document.querySelectorAll("form[data-bewaar-url]")) new Bewaarder(formulier);
