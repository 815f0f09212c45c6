from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait


def produce(conn: Connection, first: int, count: int) -> None:
    with conn:
        for number in range(first, first + count):
            conn.send(number)


def consume(readers: list) -> list:
    numbers = []
    while readers:
        for reader in wait(readers):
            try:
                numbers.append(reader.recv())
            except EOFError:
                readers.remove(reader)
                reader.close()
    return numbers


def launch(first: int):
    reader, writer = Pipe(duplex=False)
    process = Process(target=produce, args=(writer, first, 10), daemon=True)
    process.start()
    writer.close()
    return process, reader


def main() -> None:
    launched = [launch(first) for first in range(0, 30, 10)]
    processes, readers = map(list, zip(*launched))
    numbers = consume(readers)
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert sorted(numbers) == list(range(30))
    print("ok")


if __name__ == "__main__":
    main()
