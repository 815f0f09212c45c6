import multiprocessing
import sys

from archive import Archive, Coldest, RainSum

HOURS = 12


def main():
    archive = Archive()
    answers = multiprocessing.Queue()
    workers = []
    for report in (Coldest(), RainSum()):
        w = multiprocessing.Process(target=report.make, args=(archive, answers))
        w.start()
        workers.append(w)

    short = 0
    for _ in workers:
        name, hours, value = answers.get(timeout=7)
        print("%-8s %s" % (name, value))
        if hours != HOURS:
            short += 1
    for w in workers:
        w.join()
        if w.exitcode:
            sys.exit(w.exitcode)
    if short:
        print("archive looks incomplete in %d report(s)" % short)
    else:
        print("ok")


if __name__ == "__main__":
    main()
