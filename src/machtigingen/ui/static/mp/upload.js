/* Files: says at once when too much is chosen together, and shows how far the sending is.

   The check and the progress bar are a comfort; the server checks again, and knows what a picture comes to when it is made
   smaller. A form with chosen files is sent by XMLHttpRequest because only that reports progress. Where files can be added
   without going on, more than fits in one message goes in several: all but the last only add. After a redirect we go where
   it led; what was refused (422) is sent again by the browser itself, so that the page with the errors is shown as always:
   what was kept the first time is there once. */

const BESTAND = "input[type=file][data-max-bytes]";

function samen(bestanden) {
  return bestanden.reduce((som, bestand) => som + bestand.size, 0);
}

function velden(formulier) {
  return [...(formulier ?? document).querySelectorAll(BESTAND)];
}

function toevoegen(formulier) {
  return formulier?.querySelector("button[name=actie][value=toevoegen]");
}

/* Over all fields of the form: they are sent together, unless they can be added first. */
function fout(invoer) {
  const allen = velden(invoer.form).flatMap(({ files }) => [...files]);
  const past = (bestanden) => samen(bestanden) <= Number(invoer.dataset.maxBytes);
  if (toevoegen(invoer.form)) return allen.every((een) => past([een])) ? "" : invoer.dataset.eenTeGroot;
  if (allen.length > Number(invoer.dataset.maxAantal)) return invoer.dataset.teVeel;
  return past(allen) ? "" : invoer.dataset.teGroot;
}

/* What goes together in one message: pairs of a field and a file. */
function ladingen(formulier) {
  const paren = velden(formulier).flatMap((veld) => [...veld.files].map((bestand) => [veld, bestand]));
  const { maxBytes, maxAantal } = paren[0][0].dataset;
  const groepen = [[]];
  for (const paar of paren) {
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
    verzoek.open("POST", formulier.action);
    verzoek.upload.addEventListener("progress", ({ loaded }) => voortgang(loaded));
    verzoek.addEventListener("load", () => klaar(verzoek.status < 400 ? verzoek.responseURL : ""));
    verzoek.addEventListener("error", () => klaar(""));
    verzoek.send(inhoud);
  });
}

async function verstuur(formulier, knop, invoer) {
  const balk = invoer.parentElement.querySelector("[data-upload-balk]");
  const melding = tekstvak(invoer);
  const groepen = ladingen(formulier);
  const grootte = (groep) => samen(groep.map(([, bestand]) => bestand));
  const alles = grootte(groepen.flat());
  const geweigerd = [];
  let naar = "";
  let gedaan = 0;
  balk.hidden = false;
  melding.textContent = melding.dataset.bezig; // said once: the bar shows how far it is
  for (const groep of groepen) {
    const met = groep === groepen.at(-1) && !geweigerd.length ? knop : toevoegen(formulier);
    naar = await stuur(formulier, met, groep, (deel) => { balk.value = Math.min(100, ((gedaan + deel) / alles) * 100); });
    if (!naar) geweigerd.push(groep);
    gedaan += grootte(groep);
  }
  melding.textContent = melding.dataset.klaar;
  if (!geweigerd.length) {
    window.location.assign(naar);
    return;
  }
  laatOver(formulier, geweigerd[0]);
  formulier.dataset.zelf = "ja";
  formulier.requestSubmit(groepen.length > 1 ? toevoegen(formulier) : knop);
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
