// Stuurt één bericht naar de Instroomservice en toont de link. Free Pascal 3.2, OpenSSL 3 (Debian: fpc libssl-dev):
//   fpc -FEvar samples/pascal/push.pas && var/push [URL CERTIFICAAT]
// De sleutel van het certificaat moet een RSA-sleutel zijn. Delphi heeft een eigen voorbeeld: samples/delphi.
program push;
{$mode objfpc}{$H+}{$codepage UTF8}
uses {$ifdef unix}cwstring,{$endif} Classes, SysUtils, ssockets, opensslsockets, fphttpclient, fpjson, jsonparser;

// Free Pascal controleert de CA, maar niet of het certificaat bij het adres hoort. OpenSSL kan dat wel.
function SSL_get1_peer_certificate(ssl: Pointer): Pointer; cdecl; external 'ssl';
function X509_check_host(x, naam: PChar; n: SizeUInt; vlag: Cardinal; p: PChar): LongInt; cdecl; external 'crypto';

type TPortaal = class(TFPHTTPClient) public
    Certificaat: string;
    procedure Verbind(Sender: TObject; const UseSSL: Boolean; out AHandler: TSocketHandler);
    procedure Controleer(Sender: TObject; var Allow: Boolean);
  end;

procedure TPortaal.Verbind(Sender: TObject; const UseSSL: Boolean; out AHandler: TSocketHandler);
begin
  AHandler := TOpenSSLSocketHandler.Create;
  with AHandler as TOpenSSLSocketHandler do begin
    CertificateData.Certificate.FileName := Self.Certificaat + '.pem';
    CertificateData.PrivateKey.FileName := Self.Certificaat + '.key';
    CertificateData.CertCA.FileName := ExtractFilePath(Self.Certificaat) + 'ca.pem';
    VerifyPeerCert := True; OnVerifyCertificate := @Controleer;
  end;
end;

procedure TPortaal.Controleer(Sender: TObject; var Allow: Boolean);
begin
  with Sender as TOpenSSLSocketHandler do Allow :=
    X509_check_host(SSL_get1_peer_certificate(SSL.SSL), PChar((Socket as TInetSocket).Host), 0, 0, nil) = 1;
end;

var portaal: TPortaal; antwoord: TJSONObject; fout: TJSONEnum; url: string = 'https://localhost:8444';
begin
  portaal := TPortaal.Create(nil);
  portaal.Certificaat := 'var/sandbox/certificaten/systeem-goed';
  if ParamCount > 0 then begin url := ParamStr(1); portaal.Certificaat := ParamStr(2); end;
  portaal.OnGetSocketHandler := @portaal.Verbind;
  portaal.AddHeader('Content-Type', 'application/json');
  portaal.RequestBody := TRawByteStringStream.Create(('{"softwarepakket": {"naam": "Voorbeeld Pascal",'
    + '"versie": "1.0"}, "referentie": "' + TGuid.NewGuid.ToString(True) + '", "grondslag": "zvw", "begindatum": "'
    + FormatDateTime('yyyy-mm-dd', Date) + '", "verzekerde": {"bsn": "999911004", "geboortedatum": "1958-03-14"},'
    + '"instantie": {"agb": "22990001"}, "zorgverlener": {"agb": "03990011", "specialisme": "0301"},'
    + '"verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"}, "opmerking": "Patiënt ziet slecht."}'));
  try
    antwoord := GetJSON(portaal.Post(url + '/api/v1/instroom')) as TJSONObject;
  except
    on mis: Exception do begin WriteLn(StdErr, 'Geen verbinding: ', mis.Message); Halt(1); end;
  end;
  if portaal.ResponseStatusCode < 300 then // zonder link is geen machtiging nodig, en staat er waarom
    WriteLn(antwoord.Get('link', antwoord.Get('reden', '')))
  else begin
    for fout in antwoord.Arrays['fouten'] do with fout.Value as TJSONObject do
      WriteLn(StdErr, Strings['code'], ': ', Strings['melding'], LineEnding, '  ', Strings['actie']);
    Halt(1);
  end;
end.
