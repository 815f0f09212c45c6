import re
from multiprocessing import Process, Queue

LINE = re.compile(r"(?P<host>\S+) (?P<status>\d{3}) (?P<path>\S+)")


def fake_log(host, lines):
    for i in range(lines):
        yield "%s %d /page/%d/%s" % (host, 200 if i % 7 else 404, i, "x" * 40)


def parse(host, lines, out):
    records = []
    for text in fake_log(host, lines):
        match = LINE.match(text)
        if match:
            records.append(match.groupdict())
    out.put((host, records))


def main():
    hosts = ["alpha", "beta", "gamma"]
    out = Queue()
    workers = [Process(target=parse, args=(h, 6000, out)) for h in hosts]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    if any(w.exitcode for w in workers):
        raise SystemExit("a parser failed")

    parsed = dict(out.get() for _ in hosts)
    for host in hosts:
        missing = sum(r["status"] == "404" for r in parsed[host])
        print(host, len(parsed[host]), "lines", missing, "missing")
    print("ok")


if __name__ == "__main__":
    main()
