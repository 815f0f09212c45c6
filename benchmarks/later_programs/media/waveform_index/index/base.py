from .progress import Progress


class Staged:
    """Something with named stages; a stage is the method of that name."""

    def __init__(self, stages):
        self.stages = tuple(stages)
        self.progress = Progress()

    def table(self):
        return {name: getattr(self, name) for name in self.stages}

    @property
    def done(self):
        return self.progress.count
