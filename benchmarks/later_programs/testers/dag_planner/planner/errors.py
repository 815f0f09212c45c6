class StepFailed(Exception):
    """A step that ended badly, with the step's name and status at hand."""

    def __init__(self, step, status):
        super().__init__(f"{step} ended with status {status}")
        self.step = step
        self.status = status

    def __reduce__(self):
        return type(self), (self.step, self.status)
