from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass

from relay import Relay, Server


@dataclass
class Desk:
    """A desk in the control room with the ships that it looks after."""

    name: str
    ships: list[str]


def ask_all(desk: Desk, relay: Relay, log: mp.Queue) -> None:
    mixed_up = 0
    for ship in desk.ships:
        answered_for, _eta = relay.eta(ship)
        if answered_for != ship:
            mixed_up += 1
    log.put((desk.name, mixed_up))


def main() -> None:
    server = Server()
    relay = Relay("127.0.0.1", server.port)
    desks = [
        Desk("inbound", [f"INB{n:03}" for n in range(25)]),
        Desk("outbound", [f"OUT{n:03}" for n in range(25)]),
        Desk("anchorage", [f"ANC{n:03}" for n in range(25)]),
    ]
    log = mp.Queue()
    staff = [mp.Process(target=ask_all, args=(desk, relay, log)) for desk in desks]
    for process in staff:
        process.start()
    server.start()
    reports = dict(log.get() for _ in staff)
    for process in staff:
        process.join()
    if any(reports.values()):
        print("answers for other ships:", sum(reports.values()))
    else:
        print("ok")


if __name__ == "__main__":
    main()
