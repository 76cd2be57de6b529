"""Which settings are unsafe? A table of rules: what, why, how to mend it. A rule looks at nothing but its arguments."""

from dataclasses import dataclass

from machtigingen.project.config import Config
from machtigingen.project.keuring import grenzen, kijken
from machtigingen.project.keuring.bevinding import Bevinding, Ernst
from machtigingen.project.keuring.feiten import Feiten
from machtigingen.project.keuring.kijken import Kijk
from machtigingen.virusscan import GEEN

SESSIE_MINUTEN, SESSIE_UREN = 15, 8  # what is promised about sessions


@dataclass(frozen=True, kw_only=True)
class Regel:
    """`kijk` says what is wrong, a sentence for each; nothing when it is right."""

    naam: str
    ernst: Ernst
    kijk: Kijk
    waarom: str
    herstel: str


def judge(config: Config, feiten: Feiten) -> tuple[Bevinding, ...]:
    """All that is wrong, in the order of the table."""
    return tuple(
        Bevinding(regel=regel.naam, ernst=regel.ernst, wat=wat, waarom=regel.waarom, herstel=regel.herstel)
        for regel in REGELS
        for wat in regel.kijk(config, feiten)
    )


REGELS: tuple[Regel, ...] = (
    Regel(
        naam="productie",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: not config.productie, "productie: staat uit"),
        waarom="Zonder deze instelling start het portaal ook met instellingen die niet veilig zijn.",
        herstel="Zet 'productie = true' in de configuratie.",
    ),
    Regel(
        naam="sandbox",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: config.sandbox, "sandbox: staat aan"),
        waarom="Het portaal zegt dan op elke pagina dat het een proefomgeving is, en laat meer toe.",
        herstel="Zet 'sandbox = false', of haal de regel weg.",
    ),
    Regel(
        naam="cov",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.cov_for_trial,
        waarom="Die kent alleen verzonnen patiënten: elke echte patiënt is dan onbekend.",
        herstel="Zet bij 'cov' uw eigen adapter (pakket.module:Klasse), of vz801802 met het echte 'cov_adres'.",
    ),
    Regel(
        naam="cov_verlopen",
        ernst=Ernst.STUK,
        kijk=kijken.when(kijken.cov_expired, "cov_certificaat: het certificaat voor COV geldt nu niet"),
        waarom="COV neemt dan geen vraag van ons aan, en indienen lukt niet.",
        herstel="Zet een nieuw certificaat en de sleutel daarvan op dezelfde plek; het geldt meteen.",
    ),
    Regel(
        naam="cov_verloopt",
        ernst=Ernst.LET_OP,
        kijk=kijken.cov_ends,
        waarom="Daarna neemt COV geen vraag van ons meer aan, en lukt indienen niet.",
        herstel="Vraag een nieuw certificaat aan en zet het op dezelfde plek.",
    ),
    Regel(
        naam="zorgkantoren",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda _, feiten: feiten.zorgkantoren == 0, "registers: er staat geen zorgkantoor in uzovi"),
        waarom="Onder de Wlz beslist alleen een zorgkantoor uit het register: er is dan geen aanvraag te versturen.",
        herstel="Laad een uzovi.csv met de kolom 'soort', zie docs/registers.md.",
    ),
    Regel(
        naam="virusscan",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: not config.virusscan, "virusscan: er is niets gekozen"),
        waarom="Niemand kijkt dan of er een virus in een bijlage zit, zonder dat iemand daarvoor koos.",
        herstel='Zet \'virusscan = "clamd"\' en installeer ClamAV. Kiest u ervoor om niet te scannen: "geen".',
    ),
    Regel(
        naam="virusscan_geen",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: config.virusscan == GEEN, "virusscan: staat op geen"),
        waarom="Een bijlage met een virus gaat dan gewoon naar de verzekeraar.",
        herstel="Zet 'virusscan = \"clamd\"' en installeer ClamAV, zie docs/beheer.md.",
    ),
    Regel(
        naam="virusscan_netwerk",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.scans_over_a_network,
        waarom="Wat het portaal clamd stuurt, gaat onversleuteld: wie meeleest, ziet elke bijlage.",
        herstel="Zet ClamAV op de machine van het portaal, en bij 'virusscan_adres' zijn socket of 127.0.0.1:3310.",
    ),
    Regel(
        naam="softwarepakket",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: bool(config.softwarepakket), "softwarepakket: er staat een adres"),
        waarom="Het portaal wijst gebruikers dan naar het demopakket van de sandbox.",
        herstel="Haal 'softwarepakket' weg.",
    ),
    Regel(
        naam="uitgifte",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(
            lambda config, _: config.uitgifte.startswith(kijken.PROEFPAKKETTEN),
            "uitgifte: dit is de CA van een proefomgeving",
        ),
        waarom="Die geeft iedereen een certificaat, zonder te kijken wie het is.",
        herstel="Zet 'uitgifte' op bestand, of noem de adapter van uw eigen CA.",
    ),
    Regel(
        naam="tweede_factor_proef",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: config.tweede_factor == "proef", "tweede_factor: staat op proef"),
        waarom="De code staat dan op het scherm: iedereen kent hem.",
        herstel="Zet 'tweede_factor' op aan.",
    ),
    Regel(
        naam="tweede_factor",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: config.tweede_factor == "uit", "tweede_factor: staat uit"),
        waarom="Wie iemands certificaat heeft, logt dan in zonder dat er nog iets nodig is.",
        herstel="Zet 'tweede_factor' op aan, als uw gebruikers een app voor codes hebben.",
    ),
    Regel(
        naam="uitgever_sandbox",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.test_issuers,
        waarom="De sleutel van die uitgever ligt in een proefmap. Wie hem pakt, maakt certificaten voor elke AGB-code.",
        herstel="Haal dit profiel uit het bestand bij 'profielen'.",
    ),
    Regel(
        naam="database_geheugen",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: kijken.is_in_memory(config), "database: staat alleen in het geheugen"),
        waarom="Alles is weg zodra het portaal stopt.",
        herstel="Zet bij 'database' een adres van PostgreSQL, of een bestand van SQLite.",
    ),
    Regel(
        naam="database_sqlite",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: kijken.is_in_a_file(config), "database: dit is SQLite"),
        waarom="Dan schrijft er één tegelijk, en draait alles op één machine.",
        herstel="Neem PostgreSQL als er veel gebruikers zijn, of als er meer portalen samen draaien.",
    ),
    Regel(
        naam="database_tls",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(kijken.leaves_unprotected, "database: de verbinding met een andere machine is niet beveiligd"),
        waarom="Iemand op het netwerk kan dan meelezen, of zich voordoen als de database.",
        herstel="Zet '?sslmode=verify-full' achter het adres, en zo nodig '&sslrootcert=' met de CA.",
    ),
    Regel(
        naam="database_superuser",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda _, feiten: feiten.is_superuser, "database: de gebruiker is een superuser"),
        waarom="Een superuser mag langs de sloten op het auditlogboek.",
        herstel="Maak een gewone rol die eigenaar is van de database, en zet die in het adres.",
    ),
    Regel(
        naam="geheim",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.weak_secret,
        waarom="Wie het geheim raadt, kan formulieren namaken. Zonder bestand logt een herstart iedereen uit.",
        herstel="Maak een bestand met 'openssl rand -hex 32', en noem het bij 'geheim'.",
    ),
    Regel(
        naam="geheim_leesbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.readable("geheim"),
        waarom="Wie het geheim heeft, kan formulieren namaken.",
        herstel="Geef 'chmod 600' op het bestand, met het portaal als eigenaar.",
    ),
    Regel(
        naam="sleutels_leesbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.readable("sleutels"),
        waarom="Wie de sleutels en de database heeft, leest elke aanvraag.",
        herstel="Geef 'chmod 600' op het bestand, met het portaal als eigenaar.",
    ),
    Regel(
        naam="sleutels_naast_database",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.keys_beside_data,
        waarom="Een kopie van die map bevat dan de gegevens en ook de sleutel daarvan.",
        herstel="Zet het sleutelbestand in een andere map, en noem die bij 'sleutels'.",
    ),
    Regel(
        naam="tls_sleutel_leesbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.readable("tls_sleutel", "proxy_sleutel", "cov_sleutel"),
        waarom="Wie deze sleutel heeft, kan zich voordoen als dit portaal.",
        herstel="Geef 'chmod 600' op het bestand, of 640 met een eigen groep.",
    ),
    Regel(
        naam="wachtwoord_leesbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.readable("smtp_wachtwoord"),
        waarom="Met dit wachtwoord verstuurt iemand mail uit naam van het portaal.",
        herstel="Geef 'chmod 600' op het bestand, met het portaal als eigenaar.",
    ),
    Regel(
        naam="configuratie_leesbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(
            kijken.configuration_readable, "configuratie: iedereen op deze machine leest het wachtwoord van de database"
        ),
        waarom="Met dit wachtwoord kan iemand alles in de database veranderen.",
        herstel="Geef 'chmod 640' op het bestand, met de groep van het portaal, of log in over een socket.",
    ),
    Regel(
        naam="schrijfbaar",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.writable,
        waarom="Wie hierin schrijft, bepaalt wie er binnenkomt of wat er bewaard blijft.",
        herstel="Geef 'chmod go-w' op het bestand of de map.",
    ),
    Regel(
        naam="root",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda _, feiten: feiten.als_root, "het portaal draait als root"),
        waarom="Een fout in het portaal geeft dan de hele machine weg.",
        herstel="Draai het als een eigen gebruiker, bijvoorbeeld 'machtigingen'.",
    ),
    Regel(
        naam="omgeving",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.leaking,
        waarom="Die is voor het zoeken van fouten: zij schrijft sleutels van verbindingen weg, of geeft een prompt.",
        herstel="Haal de variabele weg uit de omgeving van het portaal.",
    ),
    Regel(
        naam="klok",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.clock_behind,
        waarom="Met een klok die achterloopt, geldt een verlopen certificaat nog.",
        herstel="Zet de klok gelijk: 'timedatectl' moet zeggen dat hij gesynchroniseerd is.",
    ),
    Regel(
        naam="adres_lokaal",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.local_addresses,
        waarom="Elke link in een antwoord of mail wijst dan naar de machine van de ontvanger zelf.",
        herstel="Zet onder '[adressen]' de namen waaronder de buitenwereld dit portaal kent.",
    ),
    Regel(
        naam="hsts",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(lambda config, _: not config.hsts, "hsts: staat uit"),
        waarom="Een browser kan dan nog zonder versleuteling naar dit adres gelokt worden.",
        herstel="Zet 'hsts = true' zodra https op alle drie de adressen werkt.",
    ),
    Regel(
        naam="tls_profiel",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: config.tls_profiel != "streng", "tls_profiel: staat niet op streng"),
        waarom="Dan mag ook het oudere TLS 1.2, voor software die niet anders kan.",
        herstel="Zet 'tls_profiel' op streng zodra geen leverancier TLS 1.2 meer nodig heeft.",
    ),
    Regel(
        naam="proxy_voorbij",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(kijken.reachable_beside_the_proxy, "host: het portaal is ook naast de proxy te bereiken"),
        waarom="Achter een proxy hoort alleen de proxy verbinding te kunnen maken.",
        herstel="Zet 'host' op 127.0.0.1, of neem sockets: proxy_weg = \"socket\".",
    ),
    Regel(
        naam="proxy_root",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(
            lambda config, _: config.deur == "proxy" and "root" in config.proxy_gebruikers,
            "proxy_gebruikers: root staat erbij",
        ),
        waarom="Elk programma van root zou zich dan voor een client kunnen uitgeven.",
        herstel="Noem alleen de gebruiker waaronder de proxy zijn verzoeken doorgeeft, zoals www-data.",
    ),
    Regel(
        naam="adressen_verplicht",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: not config.adressen_verplicht, "adressen_verplicht: staat uit"),
        waarom="Een gestolen systeemcertificaat waar geen adressen bij staan, werkt dan overal vandaan.",
        herstel="Registreer van elk systeemcertificaat de adressen, en zet 'adressen_verplicht = true'.",
    ),
    Regel(
        naam="server_verlopen",
        ernst=Ernst.STUK,
        kijk=kijken.when(kijken.server_expired, "tls_certificaat: het certificaat van de server geldt nu niet"),
        waarom="Geen browser en geen software maakt nog verbinding.",
        herstel="Zet een nieuw certificaat en de sleutel daarvan op dezelfde plek; het portaal neemt ze over.",
    ),
    Regel(
        naam="server_verloopt",
        ernst=Ernst.LET_OP,
        kijk=kijken.server_ends,
        waarom="Daarna maakt geen browser en geen software nog verbinding.",
        herstel="Vraag een nieuw certificaat aan en zet het op dezelfde plek.",
    ),
    Regel(
        naam="server_naam",
        ernst=Ernst.STUK,
        kijk=kijken.names_without_certificate,
        waarom="Een browser waarschuwt dan voor een vals adres, en software weigert.",
        herstel="Vraag een certificaat aan waar alle drie de namen in staan.",
    ),
    Regel(
        naam="crl",
        ernst=Ernst.STUK,
        kijk=kijken.no_list,
        waarom="Niemand met een certificaat van deze uitgever komt binnen (D107).",
        herstel="Haal een nieuwe lijst op bij de uitgever.",
    ),
    Regel(
        naam="crl_bestand",
        ernst=Ernst.LET_OP,
        kijk=kijken.list_aside,
        waarom="De lijst die wij al hadden, blijft gelden; dit bestand doet niets.",
        herstel="Zet de nieuwste lijst van de uitgever op de plek die bij 'intrekkingslijst' staat.",
    ),
    Regel(
        naam="crl_verloopt",
        ernst=Ernst.LET_OP,
        kijk=kijken.list_ends,
        waarom="Over de helft van haar tijd had er een nieuwe moeten zijn. Daarna komt er niemand meer binnen.",
        herstel="Haal een nieuwe lijst op bij de uitgever.",
    ),
    Regel(
        naam="ca_verlopen",
        ernst=Ernst.STUK,
        kijk=kijken.ca_expired,
        waarom="Niemand met een certificaat van deze uitgever komt nog binnen.",
        herstel="Haal het profiel weg, of zet het nieuwe certificaat van de uitgever erbij.",
    ),
    Regel(
        naam="ca_verloopt",
        ernst=Ernst.LET_OP,
        kijk=kijken.ca_ends,
        waarom="Daarna komt niemand met een certificaat van deze uitgever nog binnen.",
        herstel="Zet het certificaat van de opvolger er als tweede profiel bij, en vraag iedereen te vernieuwen.",
    ),
    Regel(
        naam="mail_map",
        ernst=Ernst.STUK,
        kijk=kijken.when(lambda config, _: config.mail_map is not None, "mail_map: mail gaat naar een map"),
        waarom="Dan komt er bij niemand mail aan.",
        herstel="Haal 'mail_map' weg en zet bij 'smtp' uw mailserver.",
    ),
    Regel(
        naam="mail",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(lambda config, _: not (config.smtp or config.mail_map), "smtp: er is geen mailserver"),
        waarom="Wie een melding per mail vroeg, krijgt die niet.",
        herstel="Zet bij 'smtp' uw mailserver en bij 'mail_van' de afzender.",
    ),
    Regel(
        naam="mail_beveiliging",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.when(
            lambda config, _: config.smtp_beveiliging == "geen" and not kijken.is_here(config.smtp),
            "smtp_beveiliging: mail en wachtwoord gaan leesbaar over het netwerk",
        ),
        waarom="In een mail staat een link die iets zegt over een instantie.",
        herstel="Zet 'smtp_beveiliging' op starttls of tls.",
    ),
    Regel(
        naam="sessie",
        ernst=Ernst.LET_OP,
        kijk=kijken.when(
            lambda config, _: config.sessie_minuten > SESSIE_MINUTEN or config.sessie_uren > SESSIE_UREN,
            f"sessie_minuten of sessie_uren: langer dan {SESSIE_MINUTEN} minuten stil of {SESSIE_UREN} uur in totaal",
        ),
        waarom="Wie even wegloopt, laat zijn scherm langer open staan voor een ander.",
        herstel=f"Houd het bij {SESSIE_MINUTEN} minuten en {SESSIE_UREN} uur.",
    ),
    Regel(
        naam="getallen",
        ernst=Ernst.ONVEILIG,
        kijk=grenzen.outside,
        waarom="Zo'n getal is een tikfout, of zet uit wat het moet begrenzen.",
        herstel="Kies een getal binnen deze grenzen; de standaardwaarde is altijd goed.",
    ),
    Regel(
        naam="bewaartermijnen",
        ernst=Ernst.ONVEILIG,
        kijk=kijken.terms,
        waarom="Korter bewaren dan NEN 7513 vraagt, mag niet.",
        herstel="Zet onder '[bewaartermijnen]' termijnen die mogen.",
    ),
)
