"""The pages: patients, a patient card with the button, what came of it, and the connection."""

import re

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from machtigingen_client import InstroomFout
from werkzeug.wrappers import Response

from .archief import Aanvraag
from .machtiging import Werkplek, new_referentie, refresh, refresh_all, request_machtiging
from .patienten import Patient

schermen = Blueprint("schermen", __name__)


def werkplek() -> Werkplek:
    desk: Werkplek = current_app.config["WERKPLEK"]
    return desk


def find_patient(nummer: int) -> Patient:
    return werkplek().patienten.get(nummer) or abort(404)


def find_aanvraag(nummer: int) -> Aanvraag:
    return werkplek().archief.find(nummer) or abort(404)


@schermen.get("/")
def patienten() -> str:
    latest = {aanvraag.patient: aanvraag for aanvraag in reversed(werkplek().archief.all())}
    return render_template("patienten.html", patienten=werkplek().patienten.values(), latest=latest)


@schermen.get("/patienten/<int:nummer>")
def patient(nummer: int) -> str:
    patient = find_patient(nummer)
    return render_template(
        "patient.html",
        patient=patient,
        zorgverlener=werkplek().config.zorgverlener,
        referentie=new_referentie(patient, now=werkplek().config.clock()),
        aanvragen=werkplek().archief.of_patient(nummer),
    )


@schermen.post("/patienten/<int:nummer>/machtiging")
def vraag_machtiging_aan(nummer: int) -> Response:
    patient = find_patient(nummer)
    referentie = request.form.get("referentie", "")
    if not re.fullmatch(f"[0-9]{{8}}-{nummer}-[0-9a-f]{{8}}", referentie):
        abort(400)
    now = werkplek().config.clock()
    aanvraag = request_machtiging(werkplek(), patient=patient, referentie=referentie, now=now)
    return redirect(url_for(".aanvraag", nummer=aanvraag.nummer), code=303)


@schermen.get("/aanvragen")
def aanvragen() -> str:
    return render_template(
        "aanvragen.html", aanvragen=werkplek().archief.all(), patienten=werkplek().patienten, storing=None
    )


@schermen.post("/aanvragen")
def ververs_aanvragen() -> str | Response:
    """Ask what changed since the last time."""
    try:
        refresh_all(werkplek())
    except InstroomFout as fout:
        everything = werkplek().archief.all()
        return render_template("aanvragen.html", aanvragen=everything, patienten=werkplek().patienten, storing=fout)
    return redirect(url_for(".aanvragen"), code=303)


@schermen.get("/aanvragen/<int:nummer>")
def aanvraag(nummer: int) -> str:
    aanvraag, storing = find_aanvraag(nummer), None
    try:
        aanvraag = refresh(werkplek(), aanvraag=aanvraag)
    except InstroomFout as fout:
        storing = fout
    return render_template("aanvraag.html", aanvraag=aanvraag, patient=find_patient(aanvraag.patient), storing=storing)


@schermen.get("/verbinding")
def verbinding() -> str:
    wie, storing = None, None
    try:
        wie = werkplek().dienst.wie_ben_ik()
    except InstroomFout as fout:
        storing = fout
    return render_template("verbinding.html", wie=wie, storing=storing, config=werkplek().config)
