"""Collects a long result from a child process through a queue."""

from multiprocessing import Process, Queue


def produce(queue):
    queue.put(list(range(100_000)))


queue = Queue()
producer = Process(target=produce, args=(queue,))
producer.start()
producer.join()
print(len(queue.get()))
