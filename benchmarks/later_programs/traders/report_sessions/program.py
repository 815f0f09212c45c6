"""Serve risk reports to a few users, one session for each, and say in the end what is still in use."""

import argparse
import multiprocessing

from reports.sessions import SessionStore

REQUESTS = [
    ("ana", "equity"), ("ben", "equity"), ("ana", "credit"),
    ("chloe", "rates"), ("ben", "rates"), ("dev", "credit"),
]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=40)
    options = parser.parse_args(argv)

    store = SessionStore(options.scenarios)
    for user, book in REQUESTS:
        print(f"{user}: worst {book} loss {store.session(user).worst_loss(book):.1f}")
    for user in sorted({user for user, _ in REQUESTS}):
        store.log_out(user)

    busy = multiprocessing.active_children()
    print("ok" if not busy else f"nobody is logged in, {len(busy)} workers are still running")


if __name__ == "__main__":
    main()
