"""Build the pages of a report in a pool and put them together."""
from build import STEPS, pool_session


def main():
    with pool_session(workers=2) as submit:
        parts = {name: [submit(func, n) for n in range(6)] for name, func in STEPS.items()}
    pages = {name: [part.get(timeout=0) for part in done] for name, done in parts.items()}
    assert pages["title"][2] == "Page 3", pages
    assert pages["total"] == [n * (n + 1) // 2 * 1000 for n in range(6)], pages
    print("pages:", len(pages["title"]))
    print("ok")


if __name__ == "__main__":
    main()
