from meters import FEEDERS


class Board:
    """The switch board: what each feeder delivered, by quarter hour."""

    def __init__(self, state, lock):
        self.state = state
        self.lock = lock

    def open_day(self):
        self.state.quarters = {feeder: [0.0] * 96 for feeder in FEEDERS}

    def book(self, feeder, quarter, kwh):
        with self.lock:
            self.state.quarters[feeder][quarter] += kwh

    def load(self):
        return {feeder: sum(quarters) for feeder, quarters in self.state.quarters.items()}
