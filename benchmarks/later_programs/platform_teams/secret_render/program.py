"""Render the environment file of a service from its secrets."""
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

from clients.secrets import SecretClient

BACKEND = {"db_url": "postgres://ledger", "api_key": "k-1", "queue": "orders"}


def main() -> None:
    client = SecretClient(BACKEND, stage="prod")
    with Pool(2) as pool:
        lines = dict(pool.map(client.environment_line, sorted(BACKEND)))
    with ThreadPoolExecutor(2) as threads:
        local = dict(threads.map(lambda key: client.environment_line(key), BACKEND))
    for line in lines.values():
        print(line.split("=")[0])
    assert lines == local
    print("ok")


if __name__ == "__main__":
    main()
