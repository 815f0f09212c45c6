"""Look after certificates: report those that are about to run out, and those that cannot be read."""
import concurrent.futures
import datetime
import pathlib
import sys
import tempfile

from watch import CertError, Unreachable, inspect


def survey(paths, today, workers):
    good, bad = [], []
    with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as crew:
        jobs = {path: crew.submit(inspect, path, today) for path in paths}
        for path, job in jobs.items():
            try:
                good.append((path.name, job.result()))
            except Unreachable as error:
                bad.append("%s: no answer, errno %d, after %d tries" % (path.name, error.errno, error.tries))
            except CertError as error:
                bad.append("%s: %s (%s)" % (path.name, error, type(error).__name__))
    return good, bad


def sample(folder, today):
    texts = {
        "www.crt": "subject=www\nnotAfter=%s\n" % (today + datetime.timedelta(days=90)),
        "mail.crt": "subject=mail\nnotAfter=%s\n" % (today + datetime.timedelta(days=3)),
        "old.crt": "subject=old\n",
        "broken.crt": "no certificate at all\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="ascii")
    return [folder / name for name in sorted(texts)] + [folder / "gone.crt"]


def main():
    paths = [pathlib.Path(arg) for arg in sys.argv[1:]]
    today = datetime.date(2024, 5, 1)
    with tempfile.TemporaryDirectory() as tmp:
        good, bad = survey(paths or sample(pathlib.Path(tmp), today), today, workers=2)
    for name, days in good:
        print("%-10s %d days" % (name, days))
    for line in bad:
        print(line)
    print("survey complete: %d good, %d bad" % (len(good), len(bad)))


if __name__ == "__main__":
    main()
