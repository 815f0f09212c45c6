"""A crew of workers that share one listening socket."""
import multiprocessing as mp
import os
import socket
import sys
from functools import partial


def answer(door, shift):
    door.settimeout(15)
    peer, _ = door.accept()
    with peer, door:
        peer.settimeout(10)
        text = peer.recv(64).decode("ascii")
        peer.sendall(text[::-1].encode("ascii"))
        peer.sendall(shift.encode("ascii"))


def crew_of(context, size, door):
    member = partial(context.Process, target=answer)
    os.environ["CREW_SHIFT"] = "night"
    return [member(args=(door, os.environ["CREW_SHIFT"])) for _ in range(size)]


def ask(address, text):
    with socket.create_connection(address, timeout=15) as line:
        line.sendall(text.encode("ascii"))
        chunks = iter(lambda: line.recv(64), b"")
        return b"".join(chunks).decode("ascii")


def main():
    context = mp.get_context()
    with socket.create_server(("127.0.0.1", 0)) as door:
        crew = crew_of(context, 2, door)
        for member in crew:
            member.start()
        answers = [ask(door.getsockname(), text) for text in ("stressed", "drawer")]
        for member in crew:
            member.join(15)
    print(answers, [member.exitcode for member in crew])
    good = answers == ["dessertsnight", "rewardnight"] and not any(member.exitcode for member in crew)
    print("ok" if good else "wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
