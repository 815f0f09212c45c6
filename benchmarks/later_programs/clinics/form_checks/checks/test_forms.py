import forms
import pytest

TEXTS = [
    "Ida Berg / Mill Lane 3 / 4410 / 2026-01-15",
    "Omar Said / High Street 81 / 4412 / 2026-02-01",
    "Lena Roth / Station Road 7 / 9900 / 2026-02-28",
]


def in_town(form):
    return form["postcode"].startswith("44")


def initials(form):
    return "".join(part[0] for part in form["name"].split())


def test_parses_one_form():
    assert forms.parse(TEXTS[0])["postcode"] == "4410"


def test_says_how_many_fields_there_are():
    with pytest.raises(forms.FormError, match="2 fields"):
        forms.parse("Ida Berg / Mill Lane 3")


@pytest.mark.parametrize("rule, expected", [(in_town, [True, True, False]), (initials, ["IB", "OS", "LR"])])
def test_applies_a_rule(rule, expected):
    assert forms.parse_all(TEXTS, rule) == expected
