import threading


class Guarded:
    """Gives each instance a lock of its own, and each copy that travels a new one."""

    local_only = ("guard",)

    def __init__(self):
        self.guard = threading.RLock()

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name not in self.local_only}

    def __setstate__(self, state):
        vars(self).update(state)
        Guarded.__init__(self)
