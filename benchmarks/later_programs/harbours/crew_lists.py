"""Asks the crewing office for the crew lists of the ships in port."""
import logging
import threading
from functools import partial
from multiprocessing import Pool
from xmlrpc.client import ServerProxy
from xmlrpc.server import SimpleXMLRPCServer

CREWS = {
    "Aurora": ["Berg", "Castillo", "Dang"],
    "Fjord": ["Eriksen", "Farah"],
    "Humber": ["Grant", "Hossain", "Ito", "Jones"],
}
IN_PORT = ["Aurora", "Fjord", "Gannet", "Humber"]


class Office:
    """The crewing office's service, as far as we need it."""

    def __init__(self):
        self.server = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
        self.server.register_function(self.crew_of, "crew_of")

    @property
    def url(self):
        return "http://127.0.0.1:%d/" % self.server.server_address[1]

    @staticmethod
    def crew_of(ship):
        return CREWS[ship]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc):
        self.server.shutdown()
        self.server.server_close()


def crew_list(url, ship):
    with ServerProxy(url) as office:
        names = office.crew_of(ship)
    logging.info("%s: %d", ship, len(names))
    return ship, sorted(names)


def main():
    logging.basicConfig(level=logging.WARNING)
    with Pool(processes=2) as pool, Office() as office:
        lists = pool.map(partial(crew_list, office.url), IN_PORT, chunksize=1)
    for ship, names in lists:
        print(f"{ship}: {', '.join(names)}")
    print("ok")


if __name__ == "__main__":
    main()
