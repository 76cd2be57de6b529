// Stuurt één bericht naar de Instroomservice en toont de link. Delphi 10.3 of nieuwer, Windows:  Push [URL [NAAM]]
// LET OP: dit voorbeeld wordt niet automatisch gecompileerd en getest; dat kan met Delphi niet in onze CI.
// Zet systeem-goed.p12 (wachtwoord: machtigingen) in de certificaatopslag van de gebruiker, en ca.pem bij de vertrouwde
// basiscertificeringsinstanties. NAAM is de naam (CN) in het certificaat.
program Push;
{$APPTYPE CONSOLE}
uses System.SysUtils, System.Classes, System.JSON, System.Net.HttpClient, System.Net.URLClient;

type
  TKeuze = class
  public
    class var Naam: string;
    class procedure Kies(const Sender: TObject; const ARequest: TURLRequest;
      const ACertificateList: TCertificateList; var AnIndex: Integer);
  end;

class procedure TKeuze.Kies(const Sender: TObject; const ARequest: TURLRequest;
  const ACertificateList: TCertificateList; var AnIndex: Integer);
begin
  AnIndex := ACertificateList.Count - 1;
  while (AnIndex >= 0) and not ACertificateList[AnIndex].Subject.Contains(Naam) do
    Dec(AnIndex);
end;

var
  Portaal: THTTPClient; Antwoord: IHTTPResponse; Data: TJSONObject; Fout: TJSONValue; Url, Link: string;
begin
  Portaal := THTTPClient.Create;
  Url := 'https://localhost:8444';
  TKeuze.Naam := '22990001000001';
  if ParamCount > 0 then Url := ParamStr(1);
  if ParamCount > 1 then TKeuze.Naam := ParamStr(2);
  Portaal.OnNeedClientCertificate := TKeuze.Kies;
  Portaal.ContentType := 'application/json';
  Portaal.ResponseTimeout := 30000;
  try
    Antwoord := Portaal.Post(Url + '/api/v1/instroom', TStringStream.Create('{"softwarepakket": {"naam": "Delphi",'
      + '"versie": "1.0"}, "referentie": "' + TGUID.NewGuid.ToString + '", "grondslag": "zvw", "begindatum": "'
      + FormatDateTime('yyyy-mm-dd', Date) + '", "verzekerde": {"bsn": "999911004", "geboortedatum": "1958-03-14"},'
      + '"instantie": {"agb": "22990001"}, "zorgverlener": {"agb": "03990011", "specialisme": "0301"},'
      + '"verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"}}', TEncoding.UTF8));
  except
    on Mis: Exception do begin WriteLn(ErrOutput, 'Geen verbinding: ', Mis.Message); Halt(1); end;
  end;
  Data := TJSONObject.ParseJSONValue(Antwoord.ContentAsString(TEncoding.UTF8)) as TJSONObject;
  if Antwoord.StatusCode < 300 then
  begin // zonder link is geen machtiging nodig, en staat er waarom
    if not Data.TryGetValue<string>('link', Link) then Link := Data.GetValue<string>('reden');
    WriteLn(Link);
    Halt(0);
  end;
  for Fout in Data.GetValue<TJSONArray>('fouten') do
    WriteLn(ErrOutput, Fout.GetValue<string>('code'), ': ', Fout.GetValue<string>('melding'), sLineBreak, '  ',
      Fout.GetValue<string>('actie'));
  Halt(1);
end.
