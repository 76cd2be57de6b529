import hashlib
import tomllib
from pathlib import Path

import machtigingen.papier

MAP = Path(machtigingen.papier.__file__).parent / "lettertypen"


def test_the_typeface_is_what_its_publisher_made() -> None:
    (pakket,) = tomllib.loads((MAP / "VENDOR.toml").read_text("utf-8"))["package"]
    aanwezig = {pad.name: hashlib.sha256(pad.read_bytes()).hexdigest() for pad in MAP.iterdir()}
    del aanwezig["VENDOR.toml"]
    assert aanwezig == pakket["sha256"]
