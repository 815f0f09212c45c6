from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

from decorators import checked, timed


@timed
def cube(number):
    return number ** 3


@checked(low=0)
@timed
def fibonacci(number):
    a, b = 0, 1
    for _ in range(number):
        a, b = b, a + b
    return a


@checked(low=1)
def touch(number):
    assert number > 0


def main():
    with ProcessPoolExecutor(2) as executor:
        cubes = list(executor.map(cube, range(4)))
        job = executor.submit(fibonacci, 20)
        assert job.result() == 6765
    process = Process(target=touch, args=[3])
    process.start()
    process.join()
    assert process.exitcode == 0
    assert cubes == [0, 1, 8, 27]
    print("ok")


if __name__ == "__main__":
    main()
