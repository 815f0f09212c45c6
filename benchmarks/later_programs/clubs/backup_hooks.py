"""Back up folders; what takes long is done in the background."""
import functools
import multiprocessing
import os
import tempfile
import zipfile

_running = []


def background(function):
    """Calls of the function return at once, with the process that does the work."""

    @functools.wraps(function)
    def start(*args, **kwargs):
        process = multiprocessing.Process(target=function, args=args, kwargs=kwargs)
        process.start()
        _running.append(process)
        return process

    return start


def wait_for_all():
    while _running:
        process = _running.pop()
        process.join()
        if process.exitcode:
            raise SystemExit(f"{process.name} failed")


@background
def archive(folder, target):
    with zipfile.ZipFile(target, "w") as packed:
        for name in sorted(os.listdir(folder)):
            packed.write(os.path.join(folder, name), name)


def count(target):
    with zipfile.ZipFile(target) as packed:
        return len(packed.namelist())


def main():
    with tempfile.TemporaryDirectory() as root:
        folder = os.path.join(root, "letters")
        os.mkdir(folder)
        for number in range(3):
            with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as file:
                file.write("dear friend\n")
        target = os.path.join(root, "letters.zip")
        archive(folder, target)
        wait_for_all()
        print(count(target), "files saved")
    print("ok")


if __name__ == "__main__":
    main()
