class CampaignError(Exception):
    """Base class of everything that can go wrong with a campaign."""


class CalibrationError(CampaignError):
    def __init__(self, station, coefficient, limit):
        super().__init__(f"station {station}: coefficient {coefficient:.2f} exceeds {limit:.2f}")
        self.station = station
        self.coefficient = coefficient
        self.limit = limit
