"""Many codes at one moment, at several computers: one code lets in once, and of guesses five are looked at, no more."""

from base64 import b32decode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from races.tegelijk import actor, code_van, elke_keten_is_heel, tegelijk
from wereld import Wereld

from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor
from machtigingen.pki.totp import new_secret
from machtigingen.toegang import tweede_factor
from machtigingen.toegang.models import Medewerker

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
VELEN, KANSEN = 8, 3


@pytest.fixture
def wie(wereld: Wereld, settings) -> Actor:
    settings.MACHTIGINGEN_TWEEDE_FACTOR = "aan"
    return actor(wereld, "persoonlijk-goed")


def code(geheim: str) -> str:
    return TOTP(b32decode(geheim), 6, SHA1(), 30).generate(int(NU.timestamp())).decode()


def ingesteld(wie: Actor) -> str:
    geheim = new_secret()
    Medewerker.objects.filter(pk=wie.medewerker).update(
        factor_geheim=geheim, factor_gezet_at=NU, laatste_stap=None, geblokkeerd_at=None, foute_pogingen=0
    )
    return geheim


def probeer(wie: Actor, getypt: str) -> str:
    return code_van(lambda: tweede_factor.prove(actor=wie, now=NU, code=getypt))


@pytest.mark.parametrize("kans", range(KANSEN))
def test_one_code_lets_in_once(wie: Actor, kans: int) -> None:
    goed = code(ingesteld(wie))
    codes = tegelijk([lambda: probeer(wie, goed)] * 4)
    assert sorted(codes) == ["", "D305", "D305", "D305"]


@pytest.mark.parametrize("kans", range(KANSEN))
def test_of_many_guesses_five_are_looked_at(wie: Actor, kans: int) -> None:
    fout = f"{(int(code(ingesteld(wie))) + 500_000) % 1_000_000:06}"
    codes = tegelijk([lambda: probeer(wie, fout)] * VELEN)
    assert sorted(codes) == ["D111"] * (VELEN - 4) + ["D305"] * 4
    assert Medewerker.objects.get(pk=wie.medewerker).geblokkeerd_at == NU
    assert Regel.objects.filter(handeling="code_ingevuld").count() == 5
    assert elke_keten_is_heel()


def test_of_two_who_set_up_an_app_at_one_moment_one_is_kept(wie: Actor) -> None:
    geheimen = [new_secret() for _ in range(4)]
    daden = [
        lambda geheim=geheim: code_van(lambda: tweede_factor.enrol(actor=wie, now=NU, geheim=geheim, code=code(geheim)))
        for geheim in geheimen
    ]
    codes = tegelijk(daden)
    assert sorted(codes) == ["", "D305", "D305", "D305"]
    assert Medewerker.objects.get(pk=wie.medewerker).factor_geheim == geheimen[codes.index("")]
