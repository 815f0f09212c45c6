"""Check the local links of a saved web site (a throw-away script of the computer club)."""
import re
import tempfile
from multiprocessing import pool
from multiprocessing.dummy import Lock, Process, Queue
from pathlib import Path

SITE = {
    "index.html": '<a href="club.html">Club</a> <a href="news.html">News</a>',
    "club.html": '<a href="index.html">Home</a> <a href="chess.html">Chess</a>',
    "news.html": '<a href="club.html">Club</a>',
}
HREF = re.compile(r'href="([^"]+)"')

broken = []
guard = Lock()
waiting = Queue()


def save(item):
    name, text = item
    (folder / name).write_text(text, encoding="utf-8")
    return name


def check(page):
    for target in HREF.findall((folder / page).read_text(encoding="utf-8")):
        if not (folder / target).exists():
            with guard:
                broken.append((page, target))


def reporter():
    while (page := waiting.get()) is not None:
        print("checked", page)


with tempfile.TemporaryDirectory(dir=".") as name:
    folder = Path(name)
    printing = Process(target=reporter)
    printing.start()
    with pool.ThreadPool(3) as threads:
        pages = threads.map(save, SITE.items())
        for page, _ in zip(pages, threads.imap(check, pages)):
            waiting.put(page)
    waiting.put(None)
    printing.join()

print(broken)
assert broken == [("club.html", "chess.html")]
print("ok")
