class Roster:
    def __init__(self, pilots):
        self._all = list(pilots)
        self.pilots = list(pilots)

    def reload(self):
        self.pilots = sorted(self._all)
