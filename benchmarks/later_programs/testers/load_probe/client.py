import zlib

import wire


def answer(client, number):
    digest = zlib.crc32(f"{client}:{number}".encode())
    return 503 if digest % 17 == 0 else 200, 2.0 + digest % 90 / 10


def drive(client, requests, outbox):
    """One simulated client: its samples, then the end mark."""
    for number in range(requests):
        status, millis = answer(client, number)
        outbox.put(wire.Sample(client, status, millis))
    outbox.put(wire.END)
