"""Logs as JSON lines with a fixed text and listed fields only: what is not on the list is not written."""

import logging
import sys
from traceback import format_tb

import structlog

VELDEN = frozenset(
    {
        "event", "level", "timestamp", "logger", "listener", "methode", "route", "status", "ms", "correlatie_id",
        "certificaat", "code", "soort", "spoor", "trace_id",
    }
)  # fmt: skip


def _zonder_tekst(logger: object, name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Of an error its kind and its place: its text can hold a person's data. So can what others fill in in theirs."""
    record = event["_record"]
    soort, _fout, spoor = event.get("exc_info") or (None, None, None)
    if soort:
        event.update(soort=soort.__name__, spoor="".join(format_tb(spoor)))
    if record.name.partition(".")[0] != "machtigingen":
        event["event"] = str(record.msg)
    return event


def _alleen_bekende_velden(logger: object, name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    return {naam: waarde for naam, waarde in event.items() if naam in VELDEN}


def configure(level: str = "INFO") -> None:
    """To standard error. Other libraries are heard from WARNING on, without their arguments."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.ExtraAdder(),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            _zonder_tekst,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _alleen_bekende_velden,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel("WARNING")
    logging.getLogger("machtigingen").setLevel(level)
    logging.getLogger("django.request").setLevel("CRITICAL")
    logging.getLogger("django.security").setLevel("CRITICAL")
