"""Definitions that are made to keep the portal busy: each is refused, or found to be too much, where it becomes so."""

import pytest

from machtigingen.beslisboom import Catalogusfout, klassen, lint, paden

TE_VEEL = "Er zijn te veel mogelijkheden om ze allemaal na te lopen."


def bloks(template, number):
    return "".join(template.format(n=n) for n in range(number))


def rules(*tests):
    regels = (
        f"  - {{regel: r{n}, als: {test}, uitkomst: beoordelen, tekst: T, onderbouwing: De wet}}\n"
        for n, test in enumerate(tests)
    )
    return "hitPolicy: FIRST\nregels:\n" + "".join(regels)


@pytest.fixture
def with_rules(proefcatalogus):
    """The form after a change in it, with these tests as its rules."""

    def make(*tests, old="", new=""):
        if old:
            proefcatalogus.change("proef/1/formulier.yaml", old, new)
        folder = proefcatalogus.folder / "proef" / "1"
        (folder / "beslistabel.yaml").write_text(rules(*tests), encoding="utf-8")
        (folder / "voorbeelden.yaml").write_text("voorbeelden: []\n", encoding="utf-8")
        return proefcatalogus.load()

    return make


@pytest.mark.parametrize(
    ("name", "old", "new", "text"),
    [
        (
            "formulier.yaml",
            "          ziekte: Een ziekte\n",
            bloks("          k{n}: K\n", 5_001),
            "hoogstens 5000 staan",
        ),
        (
            "formulier.yaml",
            '          - {question: klacht, operator: "=", answer: ja}\n',
            bloks('          - {{question: klacht, operator: "=", answer: ja}}\n', 51)
            + "        enableBehavior: all\n",
            "hoogstens 50 staan",
        ),
        (
            "formulier.yaml",
            "      - gedeeld: naam\n",
            bloks("      - {{linkId: v{n}, text: V, type: string, doel: D}}\n", 101),
            "hoogstens 100 staan",
        ),
        (
            "formulier.yaml",
            "      - gedeeld: naam\n",
            "".join(
                f"      - linkId: g{g}\n        text: G\n        type: group\n        item:\n"
                + bloks(f"          - {{{{linkId: v{g}_{{n}}, text: V, type: string, doel: D}}}}\n", 91)
                for g in range(5)
            ),
            "Hier staan 455 velden",
        ),
        (
            "formulier.yaml",
            "      - gedeeld: naam\n",
            "      - linkId: t\n        text: T\n        type: group\n        repeats: true\n        item:\n"
            + bloks("          - {{linkId: k{n}, text: K, type: string}}\n", 10),
            "Hier staan 500 velden",
        ),
        ("beslistabel.yaml", "als: {afstand: <= 1}", f'als: {{afstand: "{", ".join(["1"] * 251)}"}}', "hoogstens 250"),
        (
            "voorbeelden.yaml",
            "voorbeelden:\n",
            "voorbeelden:\n" + bloks("  - {{naam: n{n}, antwoorden: {{}}, vragen: [], uitkomst: beoordelen}}\n", 500),
            "hoogstens 500 staan",
        ),
    ],
)
def test_more_than_anybody_can_check_is_refused(proefcatalogus, name, old, new, text):
    proefcatalogus.change(f"proef/1/{name}", old, new)
    with pytest.raises(Catalogusfout) as refused:
        proefcatalogus.load()
    assert refused.value.bestand.name == name
    assert text in refused.value.tekst


def test_as_many_paths_as_there_are_ways_to_answer_forty_questions_are_looked_through_together(with_rules):
    many = bloks("      - {{linkId: v{n}, text: V, type: boolean, doel: D}}\n", 40)
    form = with_rules(*(f"{{v{n}: ja}}" for n in range(40)), "{}", old="      - gedeeld: naam\n", new=many)
    assert lint(form) == ()


def test_what_cannot_be_taken_together_is_too_much(with_rules, monkeypatch):
    monkeypatch.setattr(paden, "MEESTE_STAPPEN", 10_000)
    many = bloks("      - {{linkId: v{n}, text: V, type: boolean, doel: D}}\n", 40)
    tests = [f"{{v{n}: ja, v{(n + 7) % 40}: nee, v{(n + 13) % 40}: ja}}" for n in range(40)]
    form = with_rules(*tests, "{}", old="      - gedeeld: naam\n", new=many)
    assert [(finding.plek, finding.tekst) for finding in lint(form)] == [("P01", TE_VEEL)]


def test_classes_of_all_questions_are_no_more_than_fit_in_memory(with_rules, monkeypatch):
    """Each question alone has few enough; a hundred of them would be gigabytes."""
    made = []
    echt = klassen._question
    monkeypatch.setattr(klassen, "_question", lambda *vraag: made.append(vraag) or echt(*vraag))
    options = ", ".join(f"{code}: {code}" for code in "abcdefghijklm")
    kind = f"type: choice, repeats: true, doel: D, answerOption: {{{{{options}}}}}"
    many = bloks(f"      - {{{{linkId: v{{n}}, text: V, {kind}}}}}\n", 40)
    form = with_rules(*(f"{{v{n}: a}}" for n in range(40)), "{}", old="      - gedeeld: naam\n", new=many)
    assert [(finding.plek, finding.tekst) for finding in lint(form)] == [("P01", TE_VEEL)]
    assert len(made) == 7  # 8191 classes each, and then there is no more room


def test_a_thousand_rules_are_looked_through(with_rules):
    form = with_rules("{klacht: nee}", *(f'{{afstand: "[{n / 100}..{(n + 1) / 100})"}}' for n in range(1000)), "{}")
    assert lint(form) == ()
