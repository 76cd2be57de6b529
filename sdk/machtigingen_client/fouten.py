"""The one exception of this package: the portal said no, or could not be reached."""

from collections.abc import Sequence
from datetime import UTC, datetime

from .antwoord import Fout, Lamp
from .certificaat import Certificaat
from .diagnose import CODE, report
from .lezen import picks
from .verbinding import STATUSES_TO_TRY_AGAIN, Antwoord, GeenAntwoord, Verkeer


class InstroomFout(Exception):
    """`code` is stable: let your program look at that. `str()` of it is fit to show to a user.

    Without an answer of the portal (no connection, an answer of something else) `code` is empty.
    """

    def __init__(
        self,
        melding: str,
        *,
        code: str = "",
        fouten: Sequence[Fout] = (),
        keten: Sequence[Lamp] = (),
        correlatie_id: str = "",
        status: int | None = None,
        herhalen: bool = False,
        verkeer: Verkeer,
        certificaat: Certificaat | None = None,
    ) -> None:
        super().__init__(melding)
        self.melding = melding
        self.code = code
        self.fouten = tuple(fouten)
        self.keten = tuple(keten)  # the chain of lights, when a dry run came no further than the door
        self.correlatie_id = correlatie_id
        self.status = status
        self.herhalen = herhalen  # whether the same message may succeed later, unchanged
        self.verkeer = verkeer
        self.certificaat = certificaat  # your own, as far as it can be read
        self.tijdstip = datetime.now(UTC)

    def __str__(self) -> str:
        lines = [line for fout in self.fouten for line in described(fout)] or [self.melding]
        if self.correlatie_id:
            lines.append(f"Correlatie-id: {self.correlatie_id}")
        return "\n".join(lines)

    def diagnostics(self) -> str:
        """What a support ticket needs: when, where, which codes, which certificate. Never what was in the message."""
        return report(
            tijdstip=self.tijdstip,
            verkeer=self.verkeer,
            melding="" if self.code else self.melding,
            fouten=self.fouten or ([Fout(code=self.code, melding=self.melding)] if self.code else []),
            correlatie_id=self.correlatie_id,
            certificaat=self.certificaat,
        )

    @classmethod
    def from_problem(cls, antwoord: Antwoord, *, certificaat: Certificaat | None = None) -> "InstroomFout":
        """Raises KeyError, TypeError, AttributeError or ValueError when it is no problem as the contract has them."""
        problem = antwoord.require_object()
        if not CODE.fullmatch(problem["code"]):
            raise ValueError("no code of the contract")
        return cls(
            str(problem.get("detail") or problem.get("title") or f"Het antwoord is status {antwoord.status}."),
            code=problem["code"],
            fouten=picks(Fout, problem.get("fouten")),
            keten=picks(Lamp, problem.get("keten")),
            correlatie_id=str(problem.get("correlatie_id", "")),
            status=antwoord.status,
            herhalen=antwoord.may_be_tried_again,
            verkeer=antwoord.verkeer,
            certificaat=certificaat,
        )

    @classmethod
    def without_answer(cls, reason: GeenAntwoord, *, certificaat: Certificaat | None = None) -> "InstroomFout":
        return cls(str(reason), herhalen=reason.tijdelijk, verkeer=reason.verkeer, certificaat=certificaat)

    @classmethod
    def from_elsewhere(cls, antwoord: Antwoord, *, certificaat: Certificaat | None = None) -> "InstroomFout":
        return cls(
            f"Dit antwoord (status {antwoord.status}) komt niet van de Instroomservice. "
            "Controleer het adres en een eventuele proxy.",
            status=antwoord.status,
            herhalen=antwoord.status in STATUSES_TO_TRY_AGAIN,
            verkeer=antwoord.verkeer,
            certificaat=certificaat,
        )


def described(fout: Fout) -> list[str]:
    """The fault in words: what, where, who, and where to read more."""
    lines = [f"{fout.code}: {fout.melding}" + (f" ({fout.pad})" if fout.pad else "")]
    if fout.actie:
        lines.append(f"  Wie lost dit op ({fout.wie}): {fout.actie}")
    if fout.doc:
        lines.append(f"  Meer uitleg: {fout.doc}")
    return lines
