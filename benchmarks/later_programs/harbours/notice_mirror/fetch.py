import urllib.error
import urllib.request
from typing import List, NamedTuple
from urllib.parse import urlsplit


class Fetched(NamedTuple):
    path: str
    lines: List[str]
    problem: str = ""


def fetch(url):
    path = urlsplit(url).path
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return Fetched(path, [line.decode("utf-8").strip() for line in answer])
    except urllib.error.HTTPError as error:
        return Fetched(path, [], f"status {error.code}")
    except OSError as error:
        return Fetched(path, [], str(error))
