import multiprocessing as mp
import sys
from multiprocessing.context import BaseContext


def best_context() -> BaseContext:
    methods = mp.get_all_start_methods()
    if sys.platform == "linux" and "fork" in methods:
        return mp.get_context("fork")
    return mp.get_context("spawn")


def square(number, out):
    out.put((number, number * number))


def squares(context: BaseContext, numbers) -> dict:
    out = context.Queue()
    done = context.Event()
    if context.get_start_method() == "fork":
        def work(number):
            done.wait(10)
            square(number, out)

        processes = [context.Process(target=work, args=(n,)) for n in numbers]
    else:
        processes = [context.Process(target=square, args=(n, out)) for n in numbers]
    for process in processes:
        process.start()
    done.set()
    found = dict(out.get(timeout=30) for _ in processes)
    for process in processes:
        process.join()
        if process.exitcode != 0:
            raise RuntimeError(f"{process.name} failed")
    return found


def main() -> None:
    numbers = (2, 3, 5)
    found = squares(best_context(), numbers)
    assert found == {n: n * n for n in numbers}
    print("ok")


if __name__ == "__main__":
    main()
