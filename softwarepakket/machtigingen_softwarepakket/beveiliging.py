"""DemoOog is for this workstation only: no other website presses its buttons, frames it or runs a script."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # no-referrer would also hide the Origin of our own forms
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def protect(app: Flask) -> None:
    # Another name that resolves to this machine (DNS rebinding) is not this program.
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]
    app.before_request(refuse_other_websites)
    app.after_request(add_headers)


def refuse_other_websites() -> None:
    """A browser tells with every form where it comes from; what does not tell has no user to fool."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
