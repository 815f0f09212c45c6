from .wagons import Finding, Kind

LIMITS = {Kind.TANK: 22.5, Kind.HOPPER: 25.0, Kind.FLAT: 20.0}


class Inspector:
    """Takes wagons off the hump track until the track is closed."""

    def __init__(self, track, report):
        self.track = track
        self.report = report

    def __call__(self):
        found = []
        while True:
            wagon = self.track.get()
            if wagon is None:
                self.report.put(found)
                self.track.task_done()
                return
            limit = LIMITS.get(wagon.kind)
            if limit is None:
                continue
            if wagon.axle_load > limit:
                found.append(Finding(wagon.number, f"axle load above {limit} t"))
            self.track.task_done()
