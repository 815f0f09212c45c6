"""Pack some log files."""

from concurrent.futures import ProcessPoolExecutor

from archive import Archive


def sample(number: int) -> bytes:
    return b"".join(b"%d %d visit\n" % (number, line) for line in range(500))


def main() -> None:
    logs = [sample(number) for number in range(4)]
    with ProcessPoolExecutor(2) as executor:
        archive = Archive(executor)
        archive.extend(logs)
    assert list(archive) == logs
    print(f"{sum(map(len, logs))} bytes in {len(archive)}")
    print("ok")


if __name__ == "__main__":
    main()
