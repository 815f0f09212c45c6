"""A process for each paradigm; a factory chooses what the process runs."""
import multiprocessing
import sys
from functools import partial

ENDINGS = {
    "a-stem": ("a", "ae", "ae", "am", "a"),
    "o-stem": ("us", "i", "o", "um", "o"),
}
CASES = ("nom", "gen", "dat", "acc", "abl")


def decline(stem, endings, send):
    send.send({case: stem + ending for case, ending in zip(CASES, endings)})
    send.close()


def indeclinable(form, send):
    send.send(dict.fromkeys(CASES, form))
    send.close()


def generator(stem, kind):
    """The function which makes the forms, given where to send them."""
    if kind is None:
        return partial(indeclinable, stem)
    return partial(decline, stem, ENDINGS[kind])


def start(stem, kind):
    receive, send = multiprocessing.Pipe(False)
    proc = multiprocessing.Process(target=generator(stem, kind), args=(send,))
    proc.start()
    send.close()
    return proc, receive


def finish(proc, receive):
    forms = receive.recv()
    proc.join()
    if proc.exitcode:
        sys.exit(f"no forms: {proc.exitcode}")
    return forms


def main():
    nouns = [("puell", "a-stem"), ("serv", "o-stem"), ("fas", None)]
    running = [start(*noun) for noun in nouns]
    paradigms = [finish(*r) for r in running]
    for case in CASES:
        print(f"{case:<5}", *(f"{p[case]:<8}" for p in paradigms))
    if [p["acc"] for p in paradigms] == ["puellam", "servum", "fas"]:
        print("ok")


if __name__ == "__main__":
    main()
