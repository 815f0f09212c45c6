"""Access to the carriers' price services."""
import os


class CredentialsMissing(RuntimeError):
    """No key for the carrier in the environment."""


CARRIERS = ("boreal", "kestrel", "tramontane")


def _key(carrier: str) -> str:
    variable = f"PARCEL_{carrier.upper()}_KEY"
    try:
        return os.environ[variable]
    except KeyError:
        raise CredentialsMissing(f"set {variable} first") from None


def fetch_rate(carrier: str, grams: int) -> float:
    key = _key(carrier)
    per_kilo = 3.0 + sum(map(ord, key)) % 7
    return round(per_kilo * grams / 1000, 2)
