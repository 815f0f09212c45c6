"""MP622: proxies of macOS in forked children."""

from __future__ import annotations

from pathlib import Path

from mpcheck.findings import Confidence
from snippets import Check, check_files


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


def test_the_child_is_told_apart_where_its_number_is_passed(check: Check) -> None:
    check(
        "MP622",
        """
        import os
        from urllib.request import getproxies

        class Fetcher:
            def __init__(self):
                getproxies()
                self.child = os.fork()  # MP622

            def run(self):
                if self.child == 0:
                    getproxies()
                    os._exit(0)

        def launch():
            getproxies()
            finish(os.fork())  # MP622

        def finish(child):
            if not child:
                getproxies()
                os._exit(0)

        def alone():
            waited(os.fork())

        def waited(child):
            if child:
                getproxies()
            else:
                os._exit(0)

        if __name__ == "__main__":
            Fetcher().run()
            launch()
            alone()
        """,
    )


def test_another_file_asks(tmp_path: Path) -> None:
    net = """
        import requests

        class Client:
            def __init__(self):
                self.session = requests.Session()
                {setting}

            def get(self, url):
                return self.session.get(url).text
        """
    program = """
        from multiprocessing import get_context
        from net import Client

        client = Client()

        def fetch(url):
            return client.get(url)

        if __name__ == "__main__":
            fetch("http://x")
            with get_context("fork").Pool(2) as pool:{mark}
                pool.map(fetch, ["http://a"])
        """
    for setting, mark in (("pass", "  # MP622"), ("self.session.trust_env = False", "")):
        files = {"net.py": net.format(setting=setting), "program.py": program.format(mark=mark)}
        check_files(tmp_path / setting[:4], files, "MP622")
