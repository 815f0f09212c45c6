import atexit
import threading
from multiprocessing import Process, Queue
from multiprocessing.shared_memory import SharedMemory

print_lock = threading.Lock()
cache = {}


def say(*words):
    with print_lock:
        print(*words)


def fill(name, size, batches):
    memory = SharedMemory(name=name)
    try:
        batch = []
        for position in range(size):
            memory.buf[position] = position % 7
            cache[hash(str(position % 7))] = position
            batch.append(position)
            if len(batch) == 16:
                batches.put(batch)
                batch = []
        batches.put(list(batch))
        batch.clear()
    finally:
        memory.close()
    batches.put(None)


class Ring:
    def __init__(self, size):
        self.memory = SharedMemory(create=True, size=size)
        self.batches = Queue()
        self.process = Process(target=fill, args=(self.memory.name, size, self.batches))
        atexit.register(self.release)

    def release(self):
        self.memory.close()
        self.memory.unlink()

    def run(self):
        self.process.start()
        batches = list(iter(self.batches.get, None))
        self.process.join()
        assert self.process.exitcode == 0
        return batches


def main():
    ring = Ring(40)
    batches = ring.run()
    assert [len(batch) for batch in batches] == [16, 16, 8], batches
    assert bytes(ring.memory.buf[:8]) == bytes([0, 1, 2, 3, 4, 5, 6, 0])
    threads = [threading.Thread(target=say, args=("thread", n)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say("ok")


if __name__ == "__main__":
    main()
