import argparse
import multiprocessing
from multiprocessing import get_context


class Relay:
    """Passes messages from talkers to one listener."""

    def __init__(self, talkers: int):
        self.inbox = multiprocessing.Queue()
        self.quiet = multiprocessing.Event()
        self.talkers = talkers

    def launch(self, context):
        for number in range(self.talkers):
            process = context.Process(
                target=talk, args=(number, self.inbox, self.quiet), name=f"talker-{number}"
            )
            process.start()
            yield process

    def listen(self, count):
        return sorted(self.inbox.get(timeout=20) for _ in range(count))


def talk(number, inbox, quiet):
    for word in ("hello", "bye"):
        if not quiet.is_set():
            inbox.put(f"{number}:{word}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--talkers", type=int, default=2)
    parser.add_argument("--method", default="spawn")
    options = parser.parse_args()

    relay = Relay(options.talkers)
    talkers = list(relay.launch(get_context(options.method)))
    heard = relay.listen(2 * options.talkers)
    for talker in talkers:
        talker.join()
    print(heard)
    print("ok" if len(heard) == 2 * options.talkers else "lost words")


if __name__ == "__main__":
    main()
