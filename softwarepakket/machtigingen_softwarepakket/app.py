"""The Flask application: one workstation of one clinic."""

from flask import Flask, render_template
from machtigingen_client import Instroomservice
from werkzeug.exceptions import HTTPException, SecurityError

from .archief import Archief
from .beveiliging import protect
from .config import Config
from .machtiging import DEMOOOG, Werkplek
from .patienten import load_patienten
from .schermen import schermen
from .woorden import FILTERS

REASONS = {
    400: "Wij begrijpen deze opdracht niet. Ga terug naar de patiënt en druk opnieuw op de knop.",
    403: "Deze opdracht kwam van een andere website. Daarom is er niets gedaan.",
    404: "Deze pagina bestaat niet.",
}


def create_app(config: Config) -> Flask:
    """DemoOog for one instantie, with its certificate and its patients."""
    app = Flask(__name__)
    app.config["WERKPLEK"] = Werkplek(
        config=config,
        patienten=load_patienten(config.patienten),
        dienst=Instroomservice(config.api_url, certificaat=config.certificaat, sleutel=config.sleutel, ca=config.ca),
        archief=Archief(config.data),
    )
    protect(app)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(pakket=DEMOOOG, instantie=config.instantie)
    app.register_blueprint(schermen)
    app.register_error_handler(HTTPException, error_page)
    return app


def error_page(error: HTTPException) -> tuple[str, int]:
    if isinstance(error, SecurityError):  # an untrusted Host, before there are any addresses to link to
        return "DemoOog staat op http://127.0.0.1.", 400
    status = error.code or 500
    reason = REASONS.get(status, "Er ging iets mis in DemoOog.")
    return render_template("fout.html", reason=reason), status
