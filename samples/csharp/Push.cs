// Stuurt één bericht naar de Instroomservice en toont de link. Werkt met .NET, .NET Framework en Mono. Met Mono:
//   mcs -r:System.Runtime.Serialization,System.Xml.Linq -out:var/push.exe samples/csharp/Push.cs
//   mono var/push.exe [URL [CERTIFICAAT]]
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Runtime.Serialization.Json;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;

static class Push
{
    static int Main(string[] args)
    {
        string url = args.Length > 0 ? args[0] : "https://localhost:8444";
        string certificaat = args.Length > 1 ? args[1] : "var/sandbox/certificaten/systeem-goed";
        var ca = new X509Certificate2(Path.Combine(Path.GetDirectoryName(certificaat), "ca.pem"));
        string bericht = @"{'softwarepakket': {'naam': 'Voorbeeld C#', 'versie': '1.0'}, 'grondslag': 'zvw',
            'referentie': '" + Guid.NewGuid() + @"', 'begindatum': '" + DateTime.Today.ToString("yyyy-MM-dd") + @"',
            'verzekerde': {'bsn': '999911004', 'geboortedatum': '1958-03-14'}, 'instantie': {'agb': '22990001'},
            'zorgverlener': {'agb': '03990011', 'specialisme': '0301'}, 'opmerking': 'Patiënt ziet slecht.',
            'verstrekking': {'diagnose': '255', 'zorgactiviteit': '031545'}}";
        var verzoek = (HttpWebRequest)WebRequest.Create(url + "/api/v1/instroom");
        (verzoek.Method, verzoek.ContentType, verzoek.Timeout) = ("POST", "application/json", 30000);
        verzoek.ClientCertificates.Add(new X509Certificate2(certificaat + ".p12", "machtigingen"));
        verzoek.ServerCertificateValidationCallback = (o, server, keten, mis) =>
            IsPortaal(new X509Certificate2(server), mis, ca, verzoek.RequestUri.Host);
        try
        {
            using (var utf8 = new StreamWriter(verzoek.GetRequestStream())) utf8.Write(bericht.Replace('\'', '"'));
            XElement antwoord = Lees(verzoek.GetResponse()); // zonder link is geen machtiging nodig
            Console.WriteLine((string)antwoord.Element("link") ?? (string)antwoord.Element("reden"));
            return 0;
        }
        catch (WebException mis)
        {
            if (mis.Response == null) Console.Error.WriteLine("Geen verbinding: " + mis.Message);
            else foreach (XElement deel in Lees(mis.Response).Element("fouten").Descendants())
                if ("code melding actie".Contains(deel.Name.LocalName)) Console.Error.WriteLine(deel.Value);
        }
        return 1;
    }

    static XElement Lees(WebResponse json) =>
        XElement.Load(JsonReaderWriterFactory.CreateJsonReader(json.GetResponseStream(), XmlDictionaryReaderQuotas.Max));

    // De CA van het portaal staat niet in Windows: vertrouw die ene. Mono kijkt dan niet meer naar de naam: doe dat zelf.
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
