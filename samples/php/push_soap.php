<?php
// Stuurt één bericht over SOAP en toont de link. PHP 8 met de extensie soap (Debian: php-cli php-soap):
//   php samples/php/push_soap.php [URL [CERTIFICAAT]]
$url = $argv[1] ?? 'https://localhost:8444';
$certificaat = $argv[2] ?? 'var/sandbox/certificaten/systeem-goed';

$bericht = [
    'softwarepakket' => ['naam' => 'Voorbeeld PHP', 'versie' => '1.0'],
    'referentie' => bin2hex(random_bytes(16)), // uw eigen kenmerk: bewaar het, en herhaal het bij opnieuw sturen
    'grondslag' => 'zvw',
    'begindatum' => date('Y-m-d'),
    'verzekerde' => ['bsn' => '999911004', 'geboortedatum' => '1958-03-14'],
    'instantie' => ['agb' => '22990001'],
    'zorgverlener' => ['agb' => '03990011', 'specialisme' => '0301'],
    'verstrekking' => ['diagnose' => '255', 'zorgactiviteit' => '031545'],
    'opmerking' => 'Patiënt ziet slecht.',
];
$tls = ['local_cert' => "$certificaat.pem", 'local_pk' => "$certificaat.key", 'cafile' => dirname($certificaat) . '/ca.pem'];
try {
    $dienst = new SoapClient(__DIR__ . '/../../contracts/soap/instroom.wsdl', [
        'location' => "$url/soap/instroom/v1",
        'stream_context' => stream_context_create(['ssl' => $tls]),
        'connection_timeout' => 30,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    ]);
    $antwoord = $dienst->StuurInstroom(['bericht' => $bericht]);
    // Zonder ontvangst is er geen machtiging nodig, en staat er waarom.
    echo $antwoord->ontvangst->link ?? $antwoord->geen_machtiging_nodig->reden, "\n";
} catch (SoapFault $geweigerd) {
    $probleem = $geweigerd->detail->instroomFout ?? null;
    if ($probleem === null) {
        fwrite(STDERR, "Geen verbinding: {$geweigerd->getMessage()}\n");
        exit(1);
    }
    $fouten = $probleem->fouten->fout; // één, of een array als er meer zijn
    foreach (is_array($fouten) ? $fouten : [$fouten] as $fout) {
        fwrite(STDERR, "{$fout->code}: {$fout->melding}\n  {$fout->actie}\n");
    }
    fwrite(STDERR, "Correlatie-id: {$probleem->correlatie_id}\n");
    exit(1);
}
