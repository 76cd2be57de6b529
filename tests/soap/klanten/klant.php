<?php
// Pushes a message twice and one that is refused, as a package in PHP would. Tells as JSON what it understood.
[, $wsdl, $adres, $certificaat, $ca, $berichten, $versie] = $argv;
$papieren = tempnam(sys_get_temp_dir(), 'php');
file_put_contents($papieren, file_get_contents("$certificaat.pem") . file_get_contents("$certificaat.key"));
$klant = new SoapClient($wsdl, [
    'location' => $adres,
    'soap_version' => $versie === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'local_cert' => $papieren,
    'stream_context' => stream_context_create(['ssl' => ['cafile' => $ca]]),
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);
[$goed, $fout] = json_decode(file_get_contents($berichten), true);
$eerste = $klant->StuurInstroom(['bericht' => $goed])->ontvangst;
$tweede = $klant->StuurInstroom(['bericht' => $goed])->ontvangst;
$wie = $klant->WieBenIk([])->wie;
$stand = $klant->VolgInstroom(['id' => $eerste->id])->stand;
try {
    $klant->StuurInstroom(['bericht' => $fout]);
} catch (SoapFault $geweigerd) {
    $fouten = $geweigerd->detail->instroomFout->fouten->fout; // one, or an array when there are more
    $een = is_array($fouten) ? $fouten[0] : $fouten;
}
unlink($papieren);
echo json_encode([
    'eerste' => $eerste->id, 'tweede' => $tweede->id, 'link' => $eerste->link, 'agb' => $wie->agb,
    'toestand' => $stand->toestand, 'code' => $een->code, 'pad' => $een->pad, 'actie' => $een->actie,
]);
