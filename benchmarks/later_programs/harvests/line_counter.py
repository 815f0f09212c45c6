"""Exercise 6: a producer, two consumers, a queue and a marker for the end."""
import multiprocessing


class EndOfWork:
    """Put once for each consumer."""


END = EndOfWork()


def produce(queue, lines, consumers):
    for line in lines:
        queue.put(line)
    for _ in range(consumers):
        queue.put(END)


def items(queue):
    """Everything up to the marker."""
    while True:
        item = queue.get()
        if item is END:
            return
        yield item


def consume(queue, results):
    results.put(sum(len(line.split()) for line in items(queue)))


def main():
    text = ["the quick brown fox", "jumps over", "the lazy dog"] * 20
    queue = multiprocessing.Queue()
    results = multiprocessing.Queue()
    consumers = [multiprocessing.Process(target=consume, args=(queue, results)) for _ in range(2)]
    for consumer in consumers:
        consumer.start()
    produce(queue, text, len(consumers))
    total = sum(results.get() for _ in consumers)
    for consumer in consumers:
        consumer.join()
    assert total == 180, total
    print("ok")


if __name__ == "__main__":
    main()
