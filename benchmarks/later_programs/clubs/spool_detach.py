"""Print the club magazine: pages are prepared in children, which may crash without harm."""
import os
import sys
import tempfile
import traceback
from contextlib import contextmanager


@contextmanager
def spool():
    with tempfile.TemporaryDirectory(prefix="spool") as folder:
        yield folder


def in_child(function, *arguments):
    """Call a function in a child; whether that went well."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        return status == 0
    try:
        function(*arguments)
    except Exception:
        traceback.print_exc()
        sys.exit(1)
    sys.exit(0)


def prepare(folder, number):
    path = os.path.join(folder, f"page{number:02}.txt")
    with open(path, "w", encoding="utf-8") as page:
        page.write(f"page {number}\n" * 3)


def main(pages=3):
    with spool() as folder:
        for number in range(pages):
            if not in_child(prepare, folder, number):
                raise SystemExit(f"page {number} is missing")
        print(sorted(os.listdir(folder)))
    print("ok")


if __name__ == "__main__":
    main()
