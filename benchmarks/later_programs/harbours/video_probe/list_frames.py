import sys

KINDS = "IBBPBBPBBPBB"


def main():
    frames = int(sys.argv[1])
    for number in range(frames):
        kind = KINDS[number % len(KINDS)]
        seconds = number / 25
        print(number, kind, f"pts={seconds:.3f} size={2000 + number % 97 * 13} key={int(kind == 'I')}")


main()
