from retrying import retrying

RATES = {"local": 320, "national": 780, "islands": 1940}


class CarrierDown(ConnectionError):
    pass


@retrying(attempts=3, pause=0.01, on=(CarrierDown,))
def quote(zone: str, grams: int) -> int:
    try:
        base = RATES[zone]
    except KeyError:
        raise CarrierDown(f"no carrier answers for {zone}") from None
    return base + grams // 100
