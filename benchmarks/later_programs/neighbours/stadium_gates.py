"""Count people at the gates of a stadium, with as few locks as possible."""
import functools
import multiprocessing


def guarded(method):
    """Run a method while the object's lock is held."""

    @functools.wraps(method)
    def with_lock(self, *args, **kwargs):
        with self.lock:
            return method(self, *args, **kwargs)

    return with_lock


class Stadium:
    def __init__(self, ctx, blocks):
        self.lock = ctx.RLock()
        self.blocks = ctx.Array("i", blocks, lock=False)
        self.inside = ctx.RawValue("i", 0)

    @guarded
    def enter(self, block):
        self.blocks[block] += 1
        self._moved(+1)

    @guarded
    def leave(self, block):
        self.blocks[block] -= 1
        self._moved(-1)

    def _moved(self, change):
        self.inside.value += change


def gate(stadium, number):
    for visitor in range(400):
        stadium.enter(visitor % len(stadium.blocks))
        if visitor % 4 == number % 4:
            stadium.leave(visitor % len(stadium.blocks))


def main():
    ctx = multiprocessing.get_context()
    stadium = Stadium(ctx, 5)
    gates = [ctx.Process(target=gate, args=(stadium, number)) for number in range(3)]
    for each in gates:
        each.start()
    for each in gates:
        each.join()
    assert not any(each.exitcode for each in gates)
    assert stadium.inside.value == sum(stadium.blocks) == 3 * 300
    print("ok")


if __name__ == "__main__":
    main()
