class CustomsError(Exception):
    """Base class of everything that can be wrong with a form."""


class TariffError(CustomsError):
    def __init__(self, code: str, country: str):
        super().__init__(f"tariff {code} is not used in {country}")
        self.code = code
        self.country = country
