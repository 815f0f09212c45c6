import random
import time
from concurrent import futures


def retry(times):
    def decorate(function):
        def attempt(*args, **kwargs):
            for left in reversed(range(times)):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if not left:
                        raise
                    time.sleep(0.01)
        attempt.__doc__ = function.__doc__
        return attempt
    return decorate


@retry(times=8)
def fetch(page: int) -> str:
    """Fetch a page from a server that is busy now and then."""
    if random.random() < 0.2:
        raise OSError("busy")
    return f"<p>{page}</p>"


def fetch_all(pages: int) -> list[str]:
    with futures.ProcessPoolExecutor(2) as executor:
        todo = [executor.submit(fetch, page) for page in range(pages)]
        return [job.result() for job in todo]


def main() -> None:
    pages = fetch_all(6)
    print("\n".join(pages))
    if len(pages) == 6:
        print("ok")


if __name__ == "__main__":
    main()
