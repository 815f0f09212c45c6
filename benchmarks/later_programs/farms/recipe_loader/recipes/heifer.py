PARTS = {"silage": 8, "barley": 2, "salt": 0.1}
TITLE = "Heifers, winter"


def mix(kilos):
    whole = sum(PARTS.values())
    return {what: round(kilos * n / whole, 2) for what, n in PARTS.items()}
