from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


def test_aliases_openers_and_methods_of_attributes(check: Check) -> None:
    check(
        "MP212",
        """
        import urllib.request as web
        import xmlrpc.client
        from concurrent.futures import ProcessPoolExecutor

        get = web.urlopen
        opener = web.build_opener()

        class Client:
            def __init__(self, url):
                self.proxy = xmlrpc.client.ServerProxy(url)

            def ask(self, n):
                return self.proxy.status(n)  # MP212

        def fetch(url):
            try:
                return get(url).read()  # MP212
            finally:
                print(url)

        def load(url):
            return opener.open(url)  # MP212

        def main(urls):
            with ProcessPoolExecutor() as executor:
                executor.map(fetch, urls)
                executor.submit(load, urls[0])
                executor.submit(Client(urls[0]).ask, 1)
        """,
    )


def test_a_handler_that_raises_again_lets_the_error_out(check: Check) -> None:
    check(
        "MP212",
        """
        from multiprocessing import Pool
        from urllib.error import URLError
        from urllib.request import urlopen

        def fetch(url):
            try:
                return urlopen(url).read()  # MP212
            except URLError:
                print(url)
                raise

        def main(urls):
            with Pool() as pool:
                return pool.map(fetch, urls)
        """,
    )


def test_handlers_processes_threads_and_the_parent_are_silent(check: Check) -> None:
    check(
        "MP212",
        """
        import contextlib
        import urllib.error
        import urllib.request
        from multiprocessing import Pool, Process
        from multiprocessing.pool import ThreadPool

        def fetch(url):
            return urllib.request.urlopen(url).read()

        def try_it(url):
            with contextlib.suppress(urllib.error.URLError):
                return fetch(url)

        def main(urls):
            fetch(urls[0])
            Process(target=fetch, args=(urls[0],)).start()
            with ThreadPool() as pool:
                pool.map(fetch, urls)
            with Pool() as pool:
                pool.map(try_it, urls)
        """,
    )


@pytest.mark.parametrize(("does", "then"), [("refused.close()", "rebuilt"), ("print(refused.read())", "pickled")])
def test_what_a_handler_has_done_to_the_error_decides_how_it_fails(check: Check, does: str, then: str) -> None:
    [found] = check(
        "MP212",
        f"""
        from multiprocessing import Pool
        from urllib.error import HTTPError
        from urllib.request import urlopen

        def fetch(url):
            try:
                return urlopen(url).read()  # MP212
            except HTTPError as refused:
                {does}
                raise

        def main(urls):
            with Pool() as pool:
                return pool.map(fetch, urls)
        """,
    )
    assert f"cannot be {then}" in found.message


def test_a_task_of_another_file(tmp_path: Path) -> None:
    files = {
        "notices.py": """
            import urllib.request

            def fetch(url):
                with urllib.request.urlopen(url) as answer:  # MP212
                    return answer.read()

            def work(url):
                return fetch(url)
        """,
        "program.py": """
            from multiprocessing import Pool
            from notices import fetch

            def main(urls):
                with Pool() as pool:
                    return pool.map(fetch, urls)
        """,
    }
    check_files(tmp_path, files, "MP212")


def test_what_a_task_of_another_file_calls(tmp_path: Path) -> None:
    files = {
        "notices.py": """
            import urllib.request

            def fetch(url):
                with urllib.request.urlopen(url) as answer:
                    return answer.read()

            def work(url):
                return fetch(url)
        """,
        "program.py": """
            from multiprocessing import Pool
            from notices import work

            def main(urls):
                with Pool() as pool:
                    return pool.map(work, urls)
        """,
    }
    check_files(tmp_path, files, "MP212")
