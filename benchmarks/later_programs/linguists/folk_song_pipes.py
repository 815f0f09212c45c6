import multiprocessing as mp
from enum import Enum
from typing import Iterator


class Signal(Enum):
    REST = "rest"
    FIN = "fin"


class Refrain:
    """Stands for the refrain of a song; never instantiated."""


SONG = ["down in the valley", Refrain, "the valley so low", Signal.REST, "hang your head over", Refrain]
CHORUS = "hear the wind blow"


def notes(conn) -> Iterator:
    while (item := conn.recv()) is not Signal.FIN:
        yield item


def singer(conn):
    lines = []
    for item in notes(conn):
        if item is Refrain:
            lines.append(CHORUS)
        elif item is Signal.REST:
            lines.append("")
        else:
            lines.append(item.capitalize())
    conn.send(lines)
    conn.close()


def perform(song):
    here, there = mp.Pipe()
    proc = mp.Process(target=singer, args=(there,), name="singer")
    proc.start()
    there.close()
    for item in (*song, Signal.FIN):
        here.send(item)
    lines = here.recv()
    proc.join()
    if proc.exitcode:
        raise SystemExit(f"{proc.name}: {proc.exitcode}")
    return lines


if __name__ == "__main__":
    sung = perform(SONG)
    print("\n".join(sung))
    if sung.count(CHORUS) == 2 and "" in sung:
        print("ok")
