// Stuurt één bericht naar de Instroomservice en toont de link. Java 17 of nieuwer, zonder bibliotheken:
//   java samples/java/Push.java [URL [CERTIFICAAT]]
import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.*;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.*;

public class Push {
    public static void main(String[] args) throws Exception {
        String url = args.length > 0 ? args[0] : "https://localhost:8444";
        String certificaat = args.length > 1 ? args[1] : "var/sandbox/certificaten/systeem-goed";
        String bericht = """
            {"softwarepakket": {"naam": "Voorbeeld Java", "versie": "1.0"}, "referentie": "%s", "grondslag": "zvw",
             "begindatum": "%s", "verzekerde": {"bsn": "999911004", "geboortedatum": "1958-03-14"},
             "instantie": {"agb": "22990001"}, "zorgverlener": {"agb": "03990011", "specialisme": "0301"},
             "verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"}, "opmerking": "Patiënt ziet slecht."}
            """.formatted(UUID.randomUUID(), LocalDate.now());
        HttpRequest verzoek = HttpRequest.newBuilder(URI.create(url + "/api/v1/instroom"))
            .header("Content-Type", "application/json").timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(bericht)).build();
        try {
            var client = HttpClient.newBuilder().sslContext(tls(certificaat)).build();
            var antwoord = client.send(verzoek, HttpResponse.BodyHandlers.ofString());
            boolean gelukt = antwoord.statusCode() < 300; // zonder link is geen machtiging nodig, en staat er waarom
            if (gelukt) toon("link|reden", antwoord.body(), System.out);
            else toon("code|melding|actie", antwoord.body().substring(antwoord.body().indexOf("fouten")), System.err);
            System.exit(gelukt ? 0 : 1);
        } catch (IOException mis) {
            System.err.println("Geen verbinding: " + mis);
            System.exit(1);
        }
    }

    // Uw pakket leest JSON met een bibliotheek, zoals Jackson; hier volstaat zoeken.
    static void toon(String velden, String json, PrintStream waar) {
        var veld = Pattern.compile("(?<=\"(%s)\": ?\")(?:[^\"\\\\]|\\\\.)*".formatted(velden));
        veld.matcher(json).results().forEach(gevonden -> waar.println(gevonden.group()));
    }

    static SSLContext tls(String certificaat) throws Exception {
        KeyStore vertrouwd = KeyStore.getInstance(KeyStore.getDefaultType());
        vertrouwd.load(null, null);
        var ca = new FileInputStream(new File(new File(certificaat).getParent(), "ca.pem"));
        vertrouwd.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(ca));
        var portaal = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        portaal.init(vertrouwd);
        var eigen = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var wachtwoord = "machtigingen".toCharArray();
        eigen.init(KeyStore.getInstance(new File(certificaat + ".p12"), wachtwoord), wachtwoord);
        var tls = SSLContext.getInstance("TLS");
        tls.init(eigen.getKeyManagers(), portaal.getTrustManagers(), null);
        return tls;
    }
}
