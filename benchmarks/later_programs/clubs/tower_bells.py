"""Ring the bells of a tower, one process for each, never more than two at a time."""
import multiprocessing as mp
import time


def ring(bell, strokes, ropes):
    for _ in range(strokes):
        with ropes:
            time.sleep(0.01)
    print(f"{bell} rang {strokes} times", flush=True)


class Tower:
    def __init__(self):
        self._gates = []

    def ringer(self, bell, strokes):
        """A process that rings a bell; the tower keeps what it waits for."""
        ropes = mp.BoundedSemaphore(2)
        self._gates.append(ropes)
        return mp.Process(target=ring, name=bell, kwargs={"bell": bell, "strokes": strokes, "ropes": ropes})


def carillonneur(bell):
    """A single ringer that carries its own rope: the process keeps it, and the caller the process."""
    rope = mp.Semaphore()
    process = mp.Process(target=ring, args=(bell, 1, rope))
    process.rope = rope
    process.start()
    return process


def main():
    tower = Tower()
    bells = [tower.ringer(bell, strokes) for strokes, bell in enumerate(("Gabriel", "Maria"), 2)]
    for bell in bells:
        bell.start()
    bells.append(carillonneur("Anna"))
    for bell in bells:
        bell.join()
    silent = [bell.name for bell in bells if bell.exitcode]
    if silent:
        raise SystemExit(f"silent: {silent}")
    print("ok")


if __name__ == "__main__":
    main()
