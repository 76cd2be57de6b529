/* Files: says at once when too much is chosen together, and shows how far the sending is.

   The check and the progress bar are a comfort; the server checks again, and knows what a picture comes to when it is made
   smaller. A form with chosen files is sent by XMLHttpRequest because only that reports progress. After a redirect we go
   where it led; a page with errors (422) is asked for again by the browser itself, so that it is shown as always: what was
   kept the first time is there once. */

const BESTAND = "input[type=file][data-max-bytes]";

function samen(bestanden) {
  return bestanden.reduce((som, bestand) => som + bestand.size, 0);
}

/* Over all fields of the form: they are sent together. */
function fout(invoer) {
  const allen = [...(invoer.form ?? document).querySelectorAll(BESTAND)].flatMap(({ files }) => [...files]);
  if (allen.length > Number(invoer.dataset.maxAantal)) return invoer.dataset.teVeel;
  return samen(allen) > Number(invoer.dataset.maxBytes) ? invoer.dataset.teGroot : "";
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

function verstuur(formulier, knop, invoer) {
  const balk = invoer.parentElement.querySelector("[data-upload-balk]");
  const melding = tekstvak(invoer);
  const verzoek = new XMLHttpRequest();
  const zelf = () => { formulier.dataset.zelf = "ja"; formulier.requestSubmit(knop); };
  verzoek.open("POST", formulier.action);
  balk.hidden = false;
  melding.textContent = melding.dataset.bezig; // said once: the bar shows how far it is
  verzoek.upload.addEventListener("progress", ({ loaded, total }) => { balk.value = Math.round((loaded / total) * 100); });
  verzoek.upload.addEventListener("load", () => { melding.textContent = melding.dataset.klaar; });
  verzoek.addEventListener("load", () => {
    if (verzoek.status < 400) window.location.assign(verzoek.responseURL);
    else zelf();
  });
  verzoek.addEventListener("error", zelf);
  verzoek.send(new FormData(formulier, knop));
}

/* On the document, so that a field that appears later (vragen.js) takes part. */
document.addEventListener("change", ({ target }) => {
  if (target.matches(BESTAND)) (target.form ?? document).querySelectorAll(BESTAND).forEach(toonGrootte);
});

document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  const velden = [...formulier.querySelectorAll(BESTAND)].filter(({ files }) => files.length);
  if (!velden.length || gebeurtenis.defaultPrevented || formulier.dataset.zelf) return;
  gebeurtenis.preventDefault();
  if (fout(velden[0])) {
    velden[0].focus();
    return;
  }
  if (formulier.dataset.onderweg) return;
  formulier.dataset.onderweg = "ja";
  verstuur(formulier, gebeurtenis.submitter, velden[0]);
});
