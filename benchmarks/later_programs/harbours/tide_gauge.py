"""Collects the readings of the tide gauges along the estuary and answers with the alarm level."""
import threading
from multiprocessing import Process
from multiprocessing.connection import Client, Listener

ALARM_AT = 5.20


class GaugeServer:
    def __init__(self, port=0):
        self.listener = Listener(("", port))
        self.readings = {}

    @property
    def port(self):
        return self.listener.address[1]

    def serve(self, gauges):
        for _ in range(gauges):
            with self.listener.accept() as gauge:
                name, metres = gauge.recv()
                self.readings[name] = metres
                gauge.send(metres >= ALARM_AT)

    def close(self):
        self.listener.close()


def measure(port, name, metres):
    with Client(("localhost", port)) as server:
        server.send((name, metres))
        if server.recv():
            print(f"{name}: flood alarm at {metres:.2f} m", flush=True)


def main():
    server = GaugeServer()
    levels = {"Lighthouse": 4.87, "Lock": 5.31, "Old Bridge": 3.9}
    accepting = threading.Thread(target=server.serve, args=(len(levels),))
    gauges = [Process(target=measure, args=(server.port, *level)) for level in levels.items()]
    for gauge in gauges:
        gauge.start()
    accepting.start()
    for gauge in gauges:
        gauge.join()
    accepting.join()
    host = server.listener.address[0]
    server.close()
    print(f"{len(server.readings)} gauges reported to {host}")
    failed = sum(gauge.exitcode != 0 for gauge in gauges)
    if host.startswith("127.") and not failed:
        print("ok")


if __name__ == "__main__":
    main()
