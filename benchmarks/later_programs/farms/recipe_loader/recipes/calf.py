PARTS = {"oats": 3, "linseed": 1}


def mix(kilos):
    whole = sum(PARTS.values())
    return {what: round(kilos * n / whole, 2) for what, n in PARTS.items()}
