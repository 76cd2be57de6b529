"""Which zorgverleners, instanties and insurers are in the sandbox? Written as files that the portal loads."""

from collections.abc import Mapping
from pathlib import Path

VERZEKERAARS = {
    "9901": "Voorbeeld Zorgverzekeraar",
    "9902": "Testzorg",
    "9903": "Demoverzekering",
    "9904": "Proefpolis Zorg",
    "9905": "Zorgkantoor Voorbeeldregio",
}
ZORGKANTOOR = "9905"

_REGISTERS: Mapping[str, tuple[str, ...]] = {
    "agb-zorgverleners": (
        "agb;naam;specialismen;begin;einde",
        "03990011;O. Oogarts;0301;2012-01-01;",
        "03990012;P. Plastisch;0304;2014-09-01;",
        "03990013;G. Gestopt;0301;2005-01-01;2025-12-31",
        "03990014;L. Losse-Oogarts;0301;2018-04-01;",
        "03990015;N. Netvlies;0301;2020-02-01;",
        "03990016;K. Keel-Neusoor;0302;2016-06-01;",
        "03990017;D. Dermatoloog;0310;2011-01-01;",
        "03990018;A. Algemeen-Chirurg;0303,0304;2009-03-01;",
        "03990025;V. Vrouwenarts;0307;2015-03-01;",
        "03990026;Z. Zielzorg;0329;2017-09-01;",
        "11990019;M. Mondkaak;1100;2015-01-01;",
        "12990021;T. Tandarts;1200;2010-01-01;",
        "12990022;I. Implantoloog;1200,1201;2013-05-01;",
        "13990023;B. Beugel;1300;2019-01-01;",
        "93990024;P. Prothese;9301;2017-01-01;",
    ),
    "agb-zorgaanbieders": (
        "agb;naam;type;begin;einde",
        "06990002;Ziekenhuis Voorbeeldland;instelling;2000-01-01;",
        "06990004;Academisch Centrum Testdam;instelling;2003-01-01;",
        "12990003;Tandartspraktijk Voorbeeld;praktijk;2008-01-01;",
        "12990005;Mondzorg De Proef;praktijk;2016-01-01;",
        "17990006;Oogzorg Groep Voorbeeld B.V.;onderneming;2010-01-01;",
        "22990001;Oogkliniek Voorbeeldstad;instelling;2012-01-01;",
        "22990009;Kliniek Gestopt;instelling;2001-01-01;2025-12-31",
        "22990010;Kliniek Verhuisd;instelling;2004-01-01;2025-12-31",
    ),
    "agb-koppelingen": (
        "zorgverlener;zorgaanbieder;begin;einde",
        "03990011;22990001;2012-01-01;",
        "03990015;22990001;2020-02-01;",
        "03990013;22990001;2012-01-01;2025-12-31",
        "03990012;06990002;2014-09-01;",
        "03990014;06990004;2018-04-01;",
        "03990016;06990002;2016-06-01;",
        "03990017;06990002;2011-01-01;",
        "03990018;06990002;2009-03-01;2021-12-31",
        "03990018;06990002;2023-01-01;",
        "03990025;06990002;2015-03-01;",
        "03990026;06990002;2017-09-01;",
        "11990019;06990004;2015-01-01;",
        "12990021;12990003;2010-01-01;",
        "12990022;12990005;2016-01-01;",
        "13990023;12990005;2019-01-01;",
        "93990024;12990003;2017-01-01;",
    ),
    "uzovi": (
        "uzovi;naam;begin;einde;soort",
        *(
            f"{uzovi};{naam};2006-01-01;;{'zorgkantoor' if uzovi == ZORGKANTOOR else 'verzekeraar'}"
            for uzovi, naam in VERZEKERAARS.items()
        ),
    ),
}

# What the eye clinic (22990001) gets for each of these, with this specialisme.
ZORGVERLENERS_OM_TE_PROBEREN = (
    ("03990011", "0301", "een oogarts van deze instantie", "201"),
    ("03990015", "0301", "nog een", "201"),
    ("03990014", "0301", "een oogarts die hier niet werkt", "201, waarschuwing R104"),
    ("03990013", "0301", "een oogarts die eind 2025 stopte", "422 R103"),
    ("03990011", "0302", "een specialisme dat hij niet heeft", "422 R105"),
    ("03999999", "0301", "een code die niet bestaat", "422 R101"),
    ("22990001", "0301", "een instelling", "422 R102"),
)


def write_registers(folder: Path) -> None:
    """Writes one file per register, ready for `machtigingen register laad alles FOLDER`. Always the same."""
    folder.mkdir(parents=True, exist_ok=True)
    for naam, regels in _REGISTERS.items():
        (folder / f"{naam}.csv").write_text("\n".join(regels) + "\n", encoding="utf-8", newline="\n")
