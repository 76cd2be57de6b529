/* Small comforts on every page: focus on the error summary, copy buttons, no double submit. */

document.querySelector("[data-foutoverzicht]")?.focus();

for (const knop of document.querySelectorAll("[data-kopieer]")) {
  const tekst = knop.querySelector("span");
  const oorspronkelijk = tekst.innerHTML;
  knop.hidden = !navigator.clipboard;
  knop.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(knop.dataset.kopieer).textContent.trim());
    tekst.setAttribute("role", "status");
    tekst.textContent = knop.dataset.gekopieerd;
    setTimeout(() => { tekst.innerHTML = oorspronkelijk; }, 3000);
  });
}

/* A second press while the first is under way does nothing. The button is not disabled: a disabled
   button drops out of the tab order and would not be posted. */
document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  if (gebeurtenis.defaultPrevented || formulier.method !== "post") return;
  if (formulier.dataset.verzonden) {
    gebeurtenis.preventDefault();
    return;
  }
  formulier.dataset.verzonden = "ja";
  gebeurtenis.submitter?.setAttribute("aria-disabled", "true");
});

/* Back from the next page: the form may be sent again. */
window.addEventListener("pageshow", () => {
  for (const formulier of document.querySelectorAll("form[data-verzonden]")) {
    delete formulier.dataset.verzonden;
    formulier.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  }
});
