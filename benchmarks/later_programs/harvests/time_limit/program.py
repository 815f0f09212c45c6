"""Student submissions are graded with a time limit each."""

from limits import TooSlow, limited


@limited(10)
def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@limited(0.5)
def collatz_forever(n):
    while True:
        n = n // 2 if n % 2 == 0 else 3 * n + 1


def grade():
    points = 0
    if fibonacci(50) == 12586269025:
        points += 5
    try:
        collatz_forever(27)
    except TooSlow:
        points += 1
    return points


if __name__ == "__main__":
    assert grade() == 6
    print("ok")
