/* Files: says at once when too much is chosen together, and shows how far the sending is.

   The check and the progress bar are a comfort; the server checks again, and knows what a picture comes to when it is made
   smaller. A form with chosen files is sent by XMLHttpRequest because only that reports progress. Where files can be added
   without going on (a button with data-voegt-toe), they are all only added first. Where the server remembers what it refused,
   for the page that one goes to then to tell it ("in-delen"), that is in as many messages as it takes. What is chosen meanwhile
   goes in a next round. What gets no answer is sent once more; what does not arrive then either is named, and
   stays chosen. When all has gone the form is submitted as always, without files: what was typed meanwhile goes along. So it
   goes with a message that is refused as a whole, so that the page that says why is shown: what was kept the first time is there
   once. */

import { drukAlsnog } from "./knop.js";

const BESTAND = "input[type=file][data-max-bytes]";
const OPNIEUW_NA = 1000;
const TE_STIL = 120_000; // without any progress: the line hangs, or the portal does
const OVER_ALLES = [401, 403, 404, 409]; // not about these files: about who sends them, or the aanvraag

function samen(bestanden) {
  return bestanden.reduce((som, bestand) => som + bestand.size, 0);
}

function velden(formulier) {
  return [...(formulier ?? document).querySelectorAll(BESTAND)];
}

function toevoegen(formulier) {
  return formulier?.querySelector("button[data-voegt-toe]");
}

/* Over all fields of the form: they are sent together, unless they can go in several messages. */
function fout(invoer) {
  const allen = velden(invoer.form).flatMap(({ files }) => [...files]);
  const past = (bestanden) => samen(bestanden) <= Number(invoer.dataset.maxBytes);
  if (toevoegen(invoer.form)?.dataset.voegtToe) return allen.every((een) => past([een])) ? "" : invoer.dataset.eenTeGroot;
  if (allen.length > Number(invoer.dataset.maxAantal)) return invoer.dataset.teVeel;
  return past(allen) ? "" : invoer.dataset.teGroot;
}

/* Pairs of a field and a file. */
function paren(formulier) {
  return velden(formulier).flatMap((veld) => [...veld.files].map((bestand) => [veld, bestand]));
}

/* What goes together in one message. */
function ladingen(alle) {
  const { maxBytes, maxAantal } = alle[0][0].dataset;
  const groepen = [[]];
  for (const paar of alle) {
    const vol = [...groepen.at(-1), paar];
    const past = vol.length <= Number(maxAantal) && samen(vol.map(([, bestand]) => bestand)) <= Number(maxBytes);
    if (past || !groepen.at(-1).length) groepen.at(-1).push(paar);
    else groepen.push([paar]);
  }
  return groepen;
}

function laatOver(formulier, lading) {
  for (const veld of velden(formulier)) {
    const keuze = new DataTransfer();
    lading.filter(([van]) => van === veld).forEach(([, bestand]) => keuze.items.add(bestand));
    veld.files = keuze.files;
  }
}

function tekstvak(invoer) {
  return invoer.parentElement.querySelector("[data-upload-tekst]");
}

function inMegabytes(bytes) {
  const getal = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${getal.format(bytes / 1024 ** 2)} MB`;
}

function toonGrootte(invoer) {
  const melding = tekstvak(invoer);
  const mis = fout(invoer);
  const hier = [...invoer.files];
  const gekozen = hier.length
    ? melding.dataset.gekozen.replace("{aantal}", hier.length).replace("{grootte}", inMegabytes(samen(hier)))
    : "";
  melding.textContent = (hier.length && mis) || gekozen;
  melding.classList.toggle("mp-upload--fout", Boolean(hier.length && mis));
}

function stuur(formulier, knop, lading, voortgang) {
  const inhoud = new FormData(formulier, knop);
  velden(formulier).forEach(({ name }) => inhoud.delete(name));
  lading.forEach(([veld, bestand]) => inhoud.append(veld.name, bestand));
  return new Promise((klaar) => {
    const verzoek = new XMLHttpRequest();
    let stil;
    const wacht = () => {
      clearTimeout(stil);
      stil = setTimeout(() => verzoek.abort(), TE_STIL);
    };
    verzoek.open("POST", formulier.action);
    verzoek.upload.addEventListener("progress", ({ loaded }) => {
      wacht();
      voortgang(loaded);
    });
    verzoek.addEventListener("loadend", () => {
      clearTimeout(stil);
      klaar(verzoek);
    });
    wacht();
    verzoek.send(inhoud);
  });
}

/* The line fell away, or the portal was too busy. */
function zonderAntwoord({ status }) {
  return status === 0 || status >= 500;
}

async function bezorg(...zending) {
  const eerst = await stuur(...zending);
  if (!zonderAntwoord(eerst)) return eerst;
  await new Promise((klaar) => { setTimeout(klaar, OPNIEUW_NA); });
  return stuur(...zending);
}

/* Of several messages, one that was refused for itself: the page of another would not tell. */
function isKwijt(antwoord, { alleen }) {
  return zonderAntwoord(antwoord) || (antwoord.status >= 400 && !alleen && !OVER_ALLES.includes(antwoord.status));
}

/* Gives what did not arrive, what was refused as a whole, and where it led. */
async function stuurAlles(formulier, knop, groepen, balk) {
  const grootte = (groep) => samen(groep.map(([, bestand]) => bestand));
  const alles = grootte(groepen.flat());
  const uitkomst = { kwijt: [], geweigerd: [], naar: "" };
  let gedaan = 0;
  for (const groep of groepen) {
    const antwoord = await bezorg(formulier, knop, groep, (deel) => {
      balk.value = Math.min(100, ((gedaan + deel) / alles) * 100);
    });
    if (isKwijt(antwoord, { alleen: groepen.length === 1 })) uitkomst.kwijt.push(...groep);
    else if (antwoord.status >= 400) uitkomst.geweigerd = groep;
    uitkomst.naar = antwoord.responseURL;
    gedaan += grootte(groep);
  }
  return uitkomst;
}

async function verstuur(formulier, knop, invoer) {
  const balk = invoer.parentElement.querySelector("[data-upload-balk]");
  const melding = tekstvak(invoer);
  const [eerst, alle] = [toevoegen(formulier) ?? knop, paren(formulier)];
  balk.hidden = false;
  melding.classList.remove("mp-upload--fout");
  melding.textContent = melding.dataset.bezig; // said once: the bar shows how far it is
  const { kwijt, geweigerd, naar } = await stuurAlles(formulier, eerst, ladingen(alle), balk);
  const erbij = paren(formulier).filter(([, bestand]) => !alle.some(([, verstuurd]) => verstuurd === bestand));
  if (kwijt.length) {
    balk.hidden = true;
    noemKwijt(formulier, melding, [...kwijt, ...geweigerd, ...erbij]);
    return;
  }
  laatOver(formulier, [...geweigerd, ...erbij]);
  if (erbij.length && !geweigerd.length) {
    volgende(formulier, knop, invoer);
    return;
  }
  melding.textContent = melding.dataset.klaar;
  if (!geweigerd.length && !toevoegen(formulier)) {
    window.location.assign(naar);
    return;
  }
  delete formulier.dataset.onderweg;
  if (geweigerd.length) formulier.dataset.zelf = "ja";
  if (geweigerd.length || !drukAlsnog(formulier, knop)) formulier.requestSubmit(eerst);
}

/* What was chosen meanwhile: looked at as by a press, and sent. */
function volgende(formulier, knop, invoer) {
  invoer.parentElement.querySelector("[data-upload-balk]").hidden = true;
  delete formulier.dataset.onderweg;
  velden(formulier).forEach(toonGrootte);
  if (!drukAlsnog(formulier, knop)) formulier.requestSubmit(toevoegen(formulier));
}

/* They stay chosen, to be sent again; nothing else is. */
function noemKwijt(formulier, melding, lading) {
  laatOver(formulier, lading);
  const namen = lading.map(([, { name }]) => name).join(", ");
  melding.textContent = melding.dataset.kwijt.replace("{namen}", () => namen);
  melding.classList.add("mp-upload--fout");
  melding.scrollIntoView({ block: "nearest" });
  delete formulier.dataset.onderweg;
  formulier.dispatchEvent(new Event("niet-verstuurd"));
}

/* On the document, so that a field that appears later (vragen.js) takes part. */
document.addEventListener("change", ({ target }) => {
  if (target.matches(BESTAND)) velden(target.form).forEach(toonGrootte);
});

document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  const gekozen = velden(formulier).filter(({ files }) => files.length);
  if (!gekozen.length || gebeurtenis.defaultPrevented || formulier.dataset.zelf) return;
  gebeurtenis.preventDefault();
  if (fout(gekozen[0])) {
    gekozen[0].focus();
    return;
  }
  if (formulier.dataset.onderweg) return;
  formulier.dataset.onderweg = "ja";
  verstuur(formulier, gebeurtenis.submitter, gekozen[0]);
});

/* Who comes back to the page as it was can send again. */
window.addEventListener("pageshow", () => {
  for (const { dataset } of document.forms) {
    delete dataset.onderweg;
    delete dataset.zelf;
  }
});
