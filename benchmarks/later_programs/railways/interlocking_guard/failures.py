class SignallingFailure(Exception):
    """All failures carry the element they are about."""

    def __init__(self, element, *, severity):
        super().__init__("%s (%s)" % (element, severity))
        self.element = element
        self.severity = severity

    def __reduce__(self):
        return _rebuild, (type(self), self.element, self.severity)


class PointsFailure(SignallingFailure):
    pass


class SignalFailure(SignallingFailure):
    pass


class RelayFailure(Exception):
    def __init__(self, relay, voltage):
        super().__init__(relay, voltage)
        self.relay = relay
        self.voltage = voltage


def _rebuild(kind, element, severity):
    return kind(element, severity=severity)
