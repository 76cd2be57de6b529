// Pushes a message twice and one that is refused, as a package on Node would. Tells as JSON what it understood.
const fs = require("fs");
const soap = require("soap");

async function main(wsdl, adres, certificaat, ca, berichten, versie) {
  const klant = await soap.createClientAsync(wsdl, { forceSoap12Headers: versie === "1.2" });
  klant.setEndpoint(adres);
  const map = (soort) => fs.readFileSync(certificaat + "." + soort);
  klant.setSecurity(new soap.ClientSSLSecurity(map("key"), map("pem"), fs.readFileSync(ca)));
  const [goed, fout] = JSON.parse(fs.readFileSync(berichten));
  const [eerste] = await klant.StuurInstroomAsync({ bericht: goed });
  const [tweede] = await klant.StuurInstroomAsync({ bericht: goed });
  const [wie] = await klant.WieBenIkAsync({});
  const [stand] = await klant.VolgInstroomAsync({ id: eerste.ontvangst.id });
  let geweigerd;
  try {
    await klant.StuurInstroomAsync({ bericht: fout });
  } catch (reden) {
    const geval = reden.root.Envelope.Body.Fault;
    geweigerd = (geval.detail || geval.Detail).instroomFout;
  }
  const een = [].concat(geweigerd.fouten.fout)[0];
  console.log(JSON.stringify({
    eerste: eerste.ontvangst.id, tweede: tweede.ontvangst.id, link: eerste.ontvangst.link,
    agb: wie.wie.agb, toestand: stand.stand.toestand, code: een.code, pad: een.pad, actie: een.actie,
  }));
}

main(...process.argv.slice(2));
