import multiprocessing as M
import tempfile
import time
from pathlib import Path


def resize(path: Path, factor: int) -> int:
    time.sleep(0.05)
    data = path.read_bytes()
    path.with_suffix(".small").write_bytes(data[::factor])
    return len(data[::factor])


def first_bytes(path: Path) -> int:
    return path.read_bytes()[0]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failures: list = []
        images = []
        for number in range(6):
            image = folder / f"{number}.raw"
            image.write_bytes(bytes([number]) * 100)
            images.append(image)

        with M.Pool(3) as pool:
            firsts = pool.map_async(first_bytes, images)
            numbers = [n for n in pool.imap(first_bytes, images)]
            for image in images:
                pool.apply_async(resize, (image, 4), error_callback=failures.append)
            firsts.wait()
            pool.close()
            pool.join()

        small = sorted(folder.glob("*.small"))
        assert [len(s.read_bytes()) for s in small] == [25] * 6
        assert not failures
        assert firsts.get() == numbers == list(range(6))
    print("ok")


if __name__ == "__main__":
    main()
