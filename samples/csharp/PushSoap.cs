// Stuurt één bericht over SOAP en toont de link, met de klassen die wsdl.exe van ons contract maakt. Met Mono:
//   wsdl -n:Instroom -out:var/Instroom.cs contracts/soap/instroom.wsdl contracts/soap/instroom.xsd
//   mcs -r:System.Web.Services -out:var/pushsoap.exe samples/csharp/PushSoap.cs var/Instroom.cs
//   mono var/pushsoap.exe [URL [CERTIFICAAT]]
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Web.Services.Protocols;
using System.Xml;
using Instroom;
static class PushSoap
{
    static int Main(string[] args)
    {
        string url = args.Length > 0 ? args[0] : "https://localhost:8444";
        string certificaat = args.Length > 1 ? args[1] : "var/sandbox/certificaten/systeem-goed";
        var ca = new X509Certificate2(Path.Combine(Path.GetDirectoryName(certificaat), "ca.pem"));
        ServicePointManager.ServerCertificateValidationCallback = (o, server, keten, mis) =>
            IsPortaal(new X509Certificate2(server), mis, ca, new Uri(url).Host);
        var dienst = new Instroomservice { Url = url + "/soap/instroom/v1", Timeout = 30000 };
        dienst.ClientCertificates.Add(new X509Certificate2(certificaat + ".p12", "machtigingen"));
        var bericht = new Instroombericht
        {
            softwarepakket = new Softwarepakket { naam = "Voorbeeld C#", versie = "1.0" },
            referentie = Guid.NewGuid().ToString(), grondslag = Grondslag.zvw, begindatum = DateTime.Today,
            verzekerde = new Verzekerde { bsn = "999911004", geboortedatum = new DateTime(1958, 3, 14) },
            instantie = new Instantie { agb = "22990001" }, opmerking = "Patiënt ziet slecht.",
            zorgverlener = new Zorgverlener { agb = "03990011", specialisme = "0301" },
            verstrekking = new Verstrekking { diagnose = "255", zorgactiviteit = "031545" },
        };
        try
        {
            GeenMachtigingNodig niet;
            Ontvangst ontvangst = dienst.StuurInstroom(bericht, out niet);
            Console.WriteLine(ontvangst != null ? ontvangst.link : niet.reden);
            return 0;
        }
        catch (SoapException mis) // in detail staat hetzelfde als in de JSON
        {
            foreach (XmlNode deel in mis.Detail.SelectNodes("//*[local-name()='fout']/*"))
                if ("code melding actie".Contains(deel.LocalName)) Console.Error.WriteLine(deel.InnerText);
        }
        catch (WebException mis) { Console.Error.WriteLine("Geen verbinding: " + mis.Message); }
        return 1;
    }

    // Zie Push.cs.
    static bool IsPortaal(X509Certificate2 server, SslPolicyErrors mis, X509Certificate2 ca, string naam)
    {
        var keten = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        keten.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        keten.ChainPolicy.ExtraStore.Add(ca);
        return (mis & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && keten.Build(server)
            && keten.ChainElements[keten.ChainElements.Count - 1].Certificate.Thumbprint == ca.Thumbprint
            && server.GetNameInfo(X509NameType.DnsName, false) == naam;
    }
}
