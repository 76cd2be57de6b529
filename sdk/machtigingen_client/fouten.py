"""The one exception of this package: the portal said no, or could not be reached."""

from collections.abc import Mapping, Sequence
from typing import Any

from .antwoord import Fout, pick
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
        correlatie_id: str = "",
        status: int | None = None,
        herhalen: bool = False,
        verkeer: Verkeer,
    ) -> None:
        super().__init__(melding)
        self.melding = melding
        self.code = code
        self.fouten = tuple(fouten)
        self.correlatie_id = correlatie_id
        self.status = status
        self.herhalen = herhalen  # whether the same message may succeed later, unchanged
        self.verkeer = verkeer

    def __str__(self) -> str:
        lines = [line for fout in self.fouten for line in described(fout)] or [self.melding]
        if self.correlatie_id:
            lines.append(f"Correlatie-id: {self.correlatie_id}")
        return "\n".join(lines)

    @classmethod
    def from_problem(cls, problem: Mapping[str, Any], *, antwoord: Antwoord) -> "InstroomFout":
        melding = (
            problem.get("detail") or problem.get("title") or f"Het antwoord is status {antwoord.status}."
        )
        return cls(
            str(melding),
            code=str(problem.get("code", "")),
            fouten=[pick(Fout, fout) for fout in problem.get("fouten", ())],
            correlatie_id=str(problem.get("correlatie_id", "")),
            status=antwoord.status,
            herhalen=antwoord.may_be_tried_again,
            verkeer=antwoord.verkeer,
        )

    @classmethod
    def without_answer(cls, reason: GeenAntwoord) -> "InstroomFout":
        return cls(str(reason), herhalen=reason.tijdelijk, verkeer=reason.verkeer)

    @classmethod
    def from_elsewhere(cls, antwoord: Antwoord) -> "InstroomFout":
        return cls(
            f"Dit antwoord (status {antwoord.status}) komt niet van de Instroomservice. "
            "Controleer het adres en een eventuele proxy.",
            status=antwoord.status,
            herhalen=antwoord.status in STATUSES_TO_TRY_AGAIN,
            verkeer=antwoord.verkeer,
        )


def described(fout: Fout) -> list[str]:
    """The fault in words: what, where, who, and where to read more."""
    lines = [f"{fout.code}: {fout.melding}" + (f" ({fout.pad})" if fout.pad else "")]
    if fout.actie:
        lines.append(f"  Wie lost dit op ({fout.wie}): {fout.actie}")
    if fout.doc:
        lines.append(f"  Meer uitleg: {fout.doc}")
    return lines
