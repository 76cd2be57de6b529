// Pushes a message twice and one that is refused, as a package in C# would: with the classes that wsdl.exe makes of
// our WSDL. Tells as JSON what it understood.
using System;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Web.Services.Protocols;
using System.Xml;
using Instroom;

class Klant
{
    static int Main(string[] args)
    {
        string adres = args[0], p12 = args[1], ca = args[2], referentie = args[3];
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        var vertrouwd = new X509Certificate2(ca);
        ServicePointManager.ServerCertificateValidationCallback = (vraag, server, keten, mis) =>
            IsPortaal(new X509Certificate2(server), mis, vertrouwd, new Uri(adres).Host);
        var dienst = new Instroomservice { Url = adres };
        dienst.ClientCertificates.Add(new X509Certificate2(p12, "machtigingen"));

        GeenMachtigingNodig niet;
        Ontvangst eerste = dienst.StuurInstroom(Bericht(referentie, "03990011"), out niet);
        Ontvangst tweede = dienst.StuurInstroom(Bericht(referentie, "03990011"), out niet);
        string agb = dienst.WieBenIk().agb, toestand = dienst.VolgInstroom(eerste.id).toestand;
        try
        {
            dienst.StuurInstroom(Bericht(referentie + "-fout", "03999999"), out niet);
            return 1;
        }
        catch (SoapException geweigerd)
        {
            var namen = new XmlNamespaceManager(geweigerd.Detail.OwnerDocument.NameTable);
            namen.AddNamespace("i", "urn:machtigingenportaal:instroom:v1");
            Func<string, string> lees = naam => geweigerd.Detail.SelectSingleNode("//i:fout/i:" + naam, namen).InnerText;
            Console.WriteLine("{{\"eerste\":\"{0}\",\"tweede\":\"{1}\",\"link\":\"{2}\",\"agb\":\"{3}\",\"toestand\":\"{4}\"," +
                "\"code\":\"{5}\",\"pad\":\"{6}\",\"actie\":\"{7}\"}}", eerste.id, tweede.id, eerste.link, agb, toestand,
                lees("code"), lees("pad"), lees("actie"));
            return 0;
        }
    }

    // The portal's own CA is not in the store of this computer: the chain has to end in the file we were given. Mono then
    // looks at the name no more: we do.
    static bool IsPortaal(X509Certificate2 server, SslPolicyErrors mis, X509Certificate2 ca, string naam)
    {
        var keten = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        keten.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        keten.ChainPolicy.ExtraStore.Add(ca);
        return (mis & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && keten.Build(server)
            && keten.ChainElements[keten.ChainElements.Count - 1].Certificate.Thumbprint == ca.Thumbprint
            && server.GetNameInfo(X509NameType.DnsName, false) == naam;
    }

    static Instroombericht Bericht(string referentie, string zorgverlener)
    {
        return new Instroombericht {
            softwarepakket = new Softwarepakket { naam = "C# van Mono", versie = "1.0" },
            referentie = referentie,
            grondslag = Grondslag.zvw,
            begindatum = DateTime.Today.AddDays(-3),
            verzekerde = new Verzekerde { bsn = "999911004", geboortedatum = new DateTime(1958, 3, 14) },
            instantie = new Instantie { agb = "22990001" },
            zorgverlener = new Zorgverlener { agb = zorgverlener, specialisme = "0301" },
            verstrekking = new Verstrekking { diagnose = "255", zorgactiviteit = "031545" },
            antwoorden = new[] { new Antwoord { vraag = "functiestoornis", waarheid = true, waarheidSpecified = true } },
            opmerking = "Eén regel, en nog één.\nMet <tekens> & zo.",
        };
    }
}
