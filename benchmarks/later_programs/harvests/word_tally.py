"""Exercise 6, the teacher's answer: a producer, two consumers, a queue and a marker for the end."""
import enum
import multiprocessing


class Mark(enum.Enum):
    END = enum.auto()


END = Mark.END


class Closed:
    """A class is a marker too: it travels by its name."""


def produce(queue, lines, consumers):
    for line in lines:
        queue.put(line)
    for number in range(consumers):
        queue.put(Closed if number % 2 else END)


def items(queue):
    """Everything up to a marker."""
    while True:
        item = queue.get()
        if item is END or item is Closed:
            return
        yield item


def consume(queue, results):
    results.put(sum(len(line.split()) for line in items(queue)))


def main():
    text = ["the quick brown fox", "jumps over", "the lazy dog"] * 20
    queue, results = multiprocessing.Queue(), multiprocessing.Queue()
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
