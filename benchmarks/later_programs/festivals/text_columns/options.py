"""Options of this process; each process of the program sets its own."""


class Options:
    def __init__(self):
        self.columns = ["length"]
        self.scale = 1.0

    def apply(self, values):
        for name, value in values.items():
            setattr(self, name, value)

    def as_dict(self):
        return dict(vars(self))


options = Options()
