class Problem(Exception):
    """Anything that keeps the gateway from answering."""


class BadGateway(Problem):
    def __init__(self, service, status):
        super().__init__(service, status)
        self.service = service
        self.status = status


class Timeout(Problem):
    def __init__(self, service, seconds):
        self.service = service
        self.seconds = seconds

    def __str__(self):
        return f"{self.service} did not answer"


class Overloaded(Problem):
    """The message is made of the fields, which __reduce__ carries over."""

    def __init__(self, service, *, queue_length, retry_after=1.0):
        super().__init__(f"{service} has {queue_length} requests waiting")
        self.service = service
        self.queue_length = queue_length
        self.retry_after = retry_after

    def __reduce__(self):
        return _overloaded, (self.service, self.queue_length, self.retry_after)


def _overloaded(service, queue_length, retry_after):
    return Overloaded(service, queue_length=queue_length, retry_after=retry_after)


class ProtocolError(Exception):
    """Of the wire format; the connection it is about goes with it, so that it must stay in its process."""

    def __init__(self, connection, offset):
        super().__init__(f"unexpected byte at {offset}")
        self.connection = connection
        self.offset = offset
