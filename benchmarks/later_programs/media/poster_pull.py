"""Has the posters of a catalogue measured by the art department's XML-RPC service."""
import multiprocessing
import xmlrpc.client
import xmlrpc.server
from contextlib import contextmanager
from typing import Dict, Iterator, NamedTuple, Tuple

POSTERS: Dict[str, bytes] = {
    "harbour": bytes(range(0, 200)),
    "night-bus": bytes(range(0, 40)) * 3,
    "orchard": bytes(range(90, 240)),
    "ferry": bytes(range(10, 30)) * 7,
    "mill": bytes(range(60, 160)),
}


class Art:
    """What the service can do."""

    def measure(self, slug: str) -> Dict[str, float]:
        pixels = POSTERS[slug]
        return {"size": len(pixels), "mean": sum(pixels) / len(pixels)}


class Poster(NamedTuple):
    slug: str
    size: int
    mean: float


def serve(port_to) -> None:
    with xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False) as server:
        server.register_instance(Art())
        port_to.send(server.server_address[1])
        port_to.close()
        server.serve_forever()


@contextmanager
def art_department() -> Iterator[str]:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=serve, args=(sender,), daemon=True)
    process.start()
    sender.close()
    try:
        yield f"http://127.0.0.1:{receiver.recv()}"
    finally:
        process.terminate()
        process.join()


def ask(address: str, slug: str) -> Dict[str, float]:
    with xmlrpc.client.ServerProxy(address) as art:
        return art.measure(slug)


def measured(item: Tuple[str, str]) -> Poster:
    address, slug = item
    return Poster(slug=slug, **ask(address, slug))


def main() -> None:
    catalogue = ["harbour", "night-bus", "orchard", "ferry", "mill", "salt"]
    with art_department() as address:
        with multiprocessing.Pool(2) as pool:
            for poster in pool.imap_unordered(measured, [(address, slug) for slug in catalogue]):
                print(f"{poster.slug:<10} {poster.size:5d} {poster.mean:6.1f}")
    print("ok")


if __name__ == "__main__":
    main()
