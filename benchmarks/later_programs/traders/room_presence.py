"""Who is in which chat room: shards count in one table that a manager holds."""

import os
import sys
import traceback
from multiprocessing import Manager

ROOMS = ("lobby", "support", "trading", "random")
VISITS = 1500

presence = None


def visit(room, number):
    presence[room] = f"{room} {number}"
    seen = presence[room]
    if seen != f"{room} {number}":
        raise RuntimeError(f"{room} shows {seen!r} after visit {number}")


def shard(room):
    """Count the visits of one room in a process of its own; gives its id."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for number in range(VISITS):
            visit(room, number)
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main():
    global presence
    with Manager() as manager:
        presence = manager.dict()
        for room in ROOMS:
            presence[room] = "nobody"
        shards = {shard(room): room for room in ROOMS}
        failed = []
        for pid, room in shards.items():
            _, status = os.waitpid(pid, 0)
            if status:
                failed.append(room)
    if failed:
        print("lost track of", ", ".join(failed))
    else:
        print("ok")


if __name__ == "__main__":
    main()
