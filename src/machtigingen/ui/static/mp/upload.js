/* Files: says at once when they are too large together, and shows how far the sending is.

   The check and the progress bar are a comfort; the server checks again. A form with chosen files is
   sent by XMLHttpRequest because only that reports progress. After a redirect we go where it led; a
   page with errors (422) is asked for again by the browser itself, so that it is shown as always. */

const BESTAND = "input[type=file][data-max-bytes]";

function teGroot(invoer) {
  const gekozen = [...invoer.files].reduce((som, bestand) => som + bestand.size, 0);
  return gekozen + Number(invoer.dataset.bytesHier) > Number(invoer.dataset.maxBytes);
}

function toonGrootte(invoer) {
  const melding = invoer.parentElement.querySelector("[data-upload-tekst]");
  const fout = teGroot(invoer);
  melding.textContent = fout ? invoer.dataset.teGroot : "";
  melding.classList.toggle("mp-upload--fout", fout);
}

function verstuur(formulier, knop, invoer) {
  const balk = invoer.parentElement.querySelector("[data-upload-balk]");
  const melding = invoer.parentElement.querySelector("[data-upload-tekst]");
  const verzoek = new XMLHttpRequest();
  const zelf = () => { formulier.dataset.zelf = "ja"; formulier.requestSubmit(knop); };
  verzoek.open("POST", formulier.action);
  balk.hidden = false;
  verzoek.upload.addEventListener("progress", ({ loaded, total }) => {
    balk.value = Math.round((loaded / total) * 100);
    melding.textContent = melding.dataset.bezig.replace("{procent}", balk.value);
  });
  verzoek.addEventListener("load", () => {
    if (verzoek.status < 400) window.location.assign(verzoek.responseURL);
    else zelf();
  });
  verzoek.addEventListener("error", zelf);
  verzoek.send(new FormData(formulier, knop));
}

/* On the document, so that a field that appears later (vragen.js) takes part. */
document.addEventListener("change", ({ target }) => {
  if (target.matches(BESTAND)) toonGrootte(target);
});

document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  const invoer = [...formulier.querySelectorAll(BESTAND)].find(({ files }) => files.length);
  if (!invoer || gebeurtenis.defaultPrevented || formulier.dataset.zelf) return;
  gebeurtenis.preventDefault();
  if (teGroot(invoer)) {
    invoer.focus();
    return;
  }
  if (formulier.dataset.onderweg) return;
  formulier.dataset.onderweg = "ja";
  verstuur(formulier, gebeurtenis.submitter, invoer);
});
