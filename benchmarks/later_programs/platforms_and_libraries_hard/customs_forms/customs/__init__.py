from .errors import CustomsError, TariffError
from .forms import Form, VALIDATORS

__all__ = ["CustomsError", "Form", "TariffError", "VALIDATORS"]
