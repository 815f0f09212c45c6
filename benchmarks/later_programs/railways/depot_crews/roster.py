from settings import Settings


class RosterWorker:
    """State of one worker process."""

    current = None

    def __init__(self, rest_hours, drivers):
        self.rest_hours = rest_hours
        self.drivers = drivers

    @staticmethod
    def setup(depot):
        limits = Settings.instance().depot(depot)
        RosterWorker.current = RosterWorker(limits["rest_hours"], limits["drivers"])

    def shifts(self, hours):
        usable = 24 - self.rest_hours
        return -(-hours // usable)


def shifts_for(hours):
    return RosterWorker.current.shifts(hours)
