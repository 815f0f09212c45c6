from dataclasses import dataclass
from typing import Callable, Dict

from .errors import CustomsError, TariffError

TARIFFS = {"FI": {"4407", "4802"}, "PT": {"4501", "2204"}}


@dataclass(frozen=True)
class Form:
    number: int
    country: str
    tariff: str
    weight: float


def check_tariff(form: Form) -> int:
    if form.tariff not in TARIFFS[form.country]:
        raise TariffError(form.tariff, form.country)
    return form.number


def check_weight(form: Form) -> int:
    if form.weight <= 0:
        raise CustomsError(f"form {form.number} has no weight")
    return form.number


VALIDATORS: Dict[str, Callable[[Form], int]] = {
    "weight": check_weight,
    "tariff": check_tariff,
}
