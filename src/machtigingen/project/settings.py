"""Django's settings, all from the one configuration file."""

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from machtigingen.beslisboom import MEESTE_VELDEN
from machtigingen.bewaring.regels import Termijnen
from machtigingen.project.config import Config

CONFIG = Config.from_environment()
_SRC = Path(__file__).resolve().parent.parent

SECRET_KEY = CONFIG.geheim.read_text(encoding="ascii").strip() if CONFIG.geheim else secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = sorted({urlsplit(adres).hostname or "" for adres in CONFIG.adressen.values()})
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "machtigingen.audit",
    "machtigingen.bedrijfsvoering",
    "machtigingen.intrekking",
    "machtigingen.toegang",
    "machtigingen.registers",
    "machtigingen.formulieren",
    "machtigingen.notificaties",
    "machtigingen.aanvragen",
    "machtigingen.instroom",
    "machtigingen.bewaring",
    "machtigingen.ui",
]
MIDDLEWARE = [
    "machtigingen.project.middleware.Verzoek",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "machtigingen.project.middleware.Deur",
]
ROOT_URLCONF = "machtigingen.project.urls_info"
WSGI_APPLICATION = "machtigingen.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            str(_SRC / "doors" / deur / "templates")
            for deur in ("aanmelden", "beheer", "zorgverlener", "verzekeraar", "info")
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "machtigingen.project.middleware.pagina_context",
            ]
        },
    }
]
DATABASES = {"default": CONFIG.database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

_STATIC = _SRC / "ui" / "static"


def _static_version() -> str:
    """Changes with any static file, so that browsers may keep what they have for good."""
    som = hashlib.sha256()
    for pad in sorted(_STATIC.rglob("*")):
        if pad.is_file():
            som.update(pad.name.encode() + pad.read_bytes())
    return som.hexdigest()[:12]


STATIC_URL = f"/static/{_static_version()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

_COOKIE = str(urlsplit(CONFIG.adressen["portaal"]).port or 443)
SESSION_COOKIE_NAME = f"__Host-sessie-{_COOKIE}"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = CONFIG.sessie_uren * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_NAME = f"__Host-csrf-{_COOKIE}"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [CONFIG.adressen["portaal"]]
CSRF_FAILURE_VIEW = "machtigingen.project.middleware.csrf_geweigerd"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": with that a browser posts our own forms with `Origin: null`, and the CSRF check refuses them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if CONFIG.hsts else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The fullest page of a form, with what is posted unseen: of each question what was shown, and what it collides with.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3 * MEESTE_VELDEN + 150
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Uploads stay in memory: Django's temporary files are in clear, have the client's extension in their name, and outlive
# a crash. The server takes no body larger than this.
FILE_UPLOAD_MAX_MEMORY_SIZE = CONFIG.upload_bytes
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

MACHTIGINGEN_BIJLAGEN = str(CONFIG.bijlagen)
MACHTIGINGEN_BIJLAGEN_SAMEN = CONFIG.bijlagen_mb * 1024 * 1024
MACHTIGINGEN_VIRUSSCAN = CONFIG.virusscan
MACHTIGINGEN_VIRUSSCAN_ADRES = CONFIG.virusscan_adres
MACHTIGINGEN_VIRUSSCAN_TIJDSLIMIET = CONFIG.virusscan_tijdslimiet
MACHTIGINGEN_ADRESSEN_VERPLICHT = CONFIG.adressen_verplicht
MACHTIGINGEN_OVERLAP_DAGEN = CONFIG.overlap_dagen
MACHTIGINGEN_UITGIFTE = CONFIG.uitgifte
MACHTIGINGEN_UITGIFTE_MAP = str(CONFIG.uitgifte_map)
MACHTIGINGEN_COV = CONFIG.cov
MACHTIGINGEN_COV_TIJDSLIMIET = CONFIG.cov_tijdslimiet
MACHTIGINGEN_OPZOEKEN_PER_UUR = CONFIG.opzoeken_per_uur
MACHTIGINGEN_COV_ADRES = CONFIG.cov_adres
MACHTIGINGEN_COV_CERTIFICAAT = CONFIG.cov_certificaat
MACHTIGINGEN_COV_SLEUTEL = CONFIG.cov_sleutel
MACHTIGINGEN_COV_VERTROUWT = CONFIG.cov_vertrouwt
MACHTIGINGEN_SESSIE_STIL = timedelta(minutes=CONFIG.sessie_minuten)
MACHTIGINGEN_SESSIE_LANG = timedelta(hours=CONFIG.sessie_uren)
MACHTIGINGEN_SANDBOX = CONFIG.sandbox
MACHTIGINGEN_TWEEDE_FACTOR = CONFIG.tweede_factor
MACHTIGINGEN_INFO = CONFIG.adressen["info"]
MACHTIGINGEN_MAIL_MAP = str(CONFIG.mail_map) if CONFIG.mail_map else ""
MACHTIGINGEN_MAIL_VAN = CONFIG.mail_van
EMAIL_BACKEND = (
    "machtigingen.notificaties.kanalen.map.Map" if CONFIG.mail_map else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = CONFIG.smtp
EMAIL_PORT = CONFIG.smtp_poort
EMAIL_USE_TLS = CONFIG.smtp_beveiliging == "starttls"
EMAIL_USE_SSL = CONFIG.smtp_beveiliging == "tls"
EMAIL_HOST_USER = CONFIG.smtp_gebruiker
EMAIL_HOST_PASSWORD = CONFIG.smtp_wachtwoord.read_text(encoding="utf-8").strip() if CONFIG.smtp_wachtwoord else ""
MACHTIGINGEN_BEWAARTERMIJNEN = Termijnen(**CONFIG.bewaartermijnen)
LOGGING_CONFIG = None
