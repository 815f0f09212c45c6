import multiprocessing as mp
from contextlib import contextmanager

from client import client_for, locate
from server import cell_of, serve


@contextmanager
def geocoder():
    receiver, sender = mp.Pipe(duplex=False)
    process = mp.Process(target=serve, args=(sender,), daemon=True)
    process.start()
    sender.close()
    try:
        yield receiver.recv()
    finally:
        process.terminate()
        process.join()


def main() -> None:
    with geocoder() as address:
        if client_for(address).cell(1010) != cell_of(1010):
            raise SystemExit("geocoder is not healthy")
        batches = [(address, tuple(range(start, start + 100))) for start in range(1000, 1800, 100)]
        with mp.Pool(2) as pool:
            found = pool.map(locate, batches, chunksize=1)
    strays = sum(cell != cell_of(postcode) for batch in found for postcode, cell in batch)
    print("ok" if not strays else f"{strays} parcels in a wrong cell")


if __name__ == "__main__":
    main()
