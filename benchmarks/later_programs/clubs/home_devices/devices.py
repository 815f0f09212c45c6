"""The devices of a house and what can go wrong with them."""


class HomeError(Exception):
    """Base of all errors here."""


class DeviceError(HomeError):
    def __init__(self, *, device, reason="no answer"):
        super().__init__(f"{device}: {reason}")
        self.device = device
        self.reason = reason


class Device:
    def __init__(self, name, reachable=True):
        self.name = name
        self.reachable = reachable

    def switch(self, state):
        if not self.reachable:
            self._fail("out of reach")
        return f"{self.name} {state}"

    def _fail(self, reason):
        raise DeviceError(device=self.name, reason=reason)
