/* Warns two minutes before the login ends, and extends it on request.

   The server gives its own time beside the end, so a wrong clock on this computer does not matter. */

const VOORAF = 2 * 60_000;
const dialoog = document.querySelector("dialog[data-sessie-einde]");

if (dialoog) {
  const tekst = dialoog.querySelector("[data-sessie-tekst]");
  const waarschuwing = tekst.textContent;
  const formulier = dialoog.querySelector("form");
  let einde;

  const verlengd = ({ nu, einde: tot }) => {
    einde = Date.now() + (Number(tot) - Number(nu));
    tekst.textContent = waarschuwing;
    if (dialoog.open) dialoog.close();
  };

  const kijk = () => {
    const over = einde - Date.now();
    if (over > VOORAF) return;
    if (!dialoog.open) dialoog.showModal();
    if (over <= 0) tekst.textContent = dialoog.dataset.tekstVoorbij;
  };

  formulier.addEventListener("submit", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    if (Date.now() >= einde) {
      window.location.reload();
      return;
    }
    try {
      const antwoord = await fetch(dialoog.dataset.verlengUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(formulier)),
        headers: { Accept: "application/json" },
      });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      verlengd(await antwoord.json());
    } catch {
      tekst.textContent = dialoog.dataset.tekstMislukt;
    }
  });

  verlengd({ nu: dialoog.dataset.sessieNu, einde: dialoog.dataset.sessieEinde });
  document.addEventListener("sessie-verlengd", ({ detail }) => verlengd(detail));
  document.addEventListener("visibilitychange", kijk);
  setInterval(kijk, 5_000);
}
