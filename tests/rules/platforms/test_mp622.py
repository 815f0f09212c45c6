"""MP622: proxies of macOS in forked children."""

from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


def test_requests_in_a_worker(check: Check) -> None:
    (found,) = check(
        "MP622",
        """
        import multiprocessing as mp
        import requests

        session = requests.Session()

        def download(url):
            return session.get(url).content

        def main(urls):
            download(urls[0])
            with mp.Pool(4) as pool:  # MP622
                pool.map(download, urls)

        if __name__ == "__main__":
            mp.set_start_method("fork")
            main(["http://a.example"])
        """,
    )
    assert {target.platform for target in found.breaks_when} == {"macos"}
    assert found.confidence is Confidence.MEDIUM


def test_a_hint_where_the_parent_does_not_ask(check: Check) -> None:
    (found,) = check(
        "MP622",
        """
        import os
        from urllib import request

        def work():
            request.urlopen("http://a.example")

        def start():
            if not os.fork():  # MP622
                work()
                os._exit(0)
        """,
    )
    assert found.confidence is Confidence.LOW


def test_silent_on_other_platforms_methods_and_settings(check: Check) -> None:
    check(
        "MP622",
        """
        import multiprocessing as mp
        import sys
        from urllib.request import urlopen

        def work(url):
            urlopen(url)

        if __name__ == "__main__":
            work("http://a.example")
            with mp.Pool(2) as pool:
                pool.map(work, ["http://a.example"])
            if sys.platform != "darwin":
                with mp.get_context("fork").Pool(2) as pool:
                    pool.map(work, ["http://a.example"])
        """,
    )
    check(
        "MP622",
        """
        import multiprocessing as mp
        import requests

        def work(url):
            session = requests.Session()
            session.trust_env = False
            session.get(url)

        if __name__ == "__main__":
            with mp.get_context("fork").Pool(2) as pool:
                pool.map(work, ["http://a.example"])
        """,
    )
