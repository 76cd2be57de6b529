<?php
// Stuurt één bericht naar de Instroomservice en toont de link. PHP 8 met curl (Debian: php-cli php-curl):
//   php samples/php/push.php [URL [CERTIFICAAT]]
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
$curl = curl_init("$url/api/v1/instroom");
curl_setopt_array($curl, [
    CURLOPT_POSTFIELDS => json_encode($bericht, JSON_THROW_ON_ERROR),
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
    CURLOPT_SSLCERT => "$certificaat.pem",
    CURLOPT_SSLKEY => "$certificaat.key",
    CURLOPT_CAINFO => dirname($certificaat) . '/ca.pem',
]);
$antwoord = curl_exec($curl);
if ($antwoord === false) {
    fwrite(STDERR, 'Geen verbinding: ' . curl_error($curl) . "\n");
    exit(1);
}
$data = json_decode($antwoord, true, flags: JSON_THROW_ON_ERROR);
if (in_array(curl_getinfo($curl, CURLINFO_HTTP_CODE), [200, 201])) {
    echo $data['link'] ?? $data['reden'] ?? 'De link is vervallen.', "\n"; // zonder link is geen machtiging nodig
    exit(0);
}
foreach ($data['fouten'] as $fout) {
    fwrite(STDERR, "{$fout['code']}: {$fout['melding']}\n  {$fout['actie']}\n");
}
fwrite(STDERR, "Correlatie-id: {$data['correlatie_id']}\n");
exit(1);
