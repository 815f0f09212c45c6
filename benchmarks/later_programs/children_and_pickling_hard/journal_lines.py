import multiprocessing as mp
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

_shared = {}


def _setup(lock, counter):
    _shared.update(lock=lock, counter=counter)


def append(path, text):
    with _shared["lock"]:
        with Path(path).open("a") as stream:
            stream.write(text + "\n")
    with _shared["counter"].get_lock():
        _shared["counter"].value += 1
    return len(text)


def append_via(lock, path, text):
    with lock:
        with Path(path).open("a") as stream:
            stream.write(text.upper() + "\n")
    return len(text)


@contextmanager
def journal_pool(context, size):
    lock, counter = context.Lock(), context.Value("i", 0)
    pool = context.Pool(size, _setup, (lock, counter))
    try:
        yield pool, counter
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def main():
    texts = ["sailed at six", "wind from the west", "two dolphins", "anchored"]
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        path = str(Path(folder) / "journal.txt")
        manager = stack.enter_context(mp.Manager())
        pool, counter = stack.enter_context(journal_pool(mp.get_context(), 2))
        sizes = pool.starmap(append, [(path, text) for text in texts])
        mutex = manager.Lock()
        sizes += pool.starmap(append_via, [(mutex, path, text) for text in texts])
        lines = Path(path).read_text().splitlines()
    assert counter.value == len(texts)
    assert sorted(lines) == sorted(texts + [text.upper() for text in texts])
    assert sum(sizes) == 2 * sum(map(len, texts))
    print("ok")


if __name__ == "__main__":
    main()
