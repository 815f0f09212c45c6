"""Where do these addresses come from?  Answers a batch of look-ups over a loopback socket."""
import json
import socket
import threading

import geo


def answer(listener):
    connection, _ = listener.accept()
    with connection, connection.makefile("rwb") as stream:
        for line in stream:
            stream.write(json.dumps(geo.country(line.decode().strip())).encode() + b"\n")
            stream.flush()


def ask(port, addresses):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        with connection.makefile("rwb") as stream:
            for address in addresses:
                stream.write(address.encode() + b"\n")
                stream.flush()
                yield address, json.loads(stream.readline())


def main():
    addresses = ["10.1.2.3", "10.77.0.9", "172.16.5.5", "192.0.2.1"]
    expected = ["DE", "FR", "JP", None]
    print(f"{len(geo.RANGES)} ranges")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = threading.Thread(target=answer, args=(listener,))
        server.start()
        answers = dict(ask(listener.getsockname()[1], addresses))
        server.join()
    print(answers)
    assert [answers[address] for address in addresses] == expected
    print("ok")


if __name__ == "__main__":
    main()
