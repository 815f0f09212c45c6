import logging
import multiprocessing as mp
from concurrent import futures
from functools import partial

log = logging.getLogger(__name__)


def half(number):
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def make_task(numbers, out):
    return partial(send_halves, tuple(numbers), out)


def send_halves(numbers, out):
    for number in numbers:
        out.put(half(number))


def note(found, future):
    error = future.exception()
    found.append(str(error) if error else future.result())


def main():
    found, errors = [], []
    with futures.ProcessPoolExecutor(2) as executor:
        for number in range(4):
            executor.submit(half, number).add_done_callback(partial(note, found))
    assert sorted(map(str, found)) == ["0", "1", "1 is odd", "3 is odd"], found

    with mp.Pool(2) as pool:
        for number in (5, 8):
            pool.apply_async(half, (number,), error_callback=errors.append)
        pool.close()
        pool.join()
    assert [str(error) for error in errors] == ["5 is odd"]

    out = mp.SimpleQueue()
    process = mp.Process(target=make_task([2, 4], out))
    process.start()
    assert [out.get(), out.get()] == [1, 2]
    process.join()
    assert process.exitcode == 0
    log.info("all halves are there")
    print("ok")


if __name__ == "__main__":
    main()
