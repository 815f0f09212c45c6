"""A probe that asks a web server (a simulated one here)."""

from probes.base import Probe


class HttpProbe(Probe):
    def __init__(self, port, retries=2):
        super().__init__(retries)
        self.port = port

    def check(self, host):
        for attempt in range(self.retries):
            if (len(host) + attempt + self.port) % 3:
                return host, True
        return host, False
