"""What may be crawled.  Everything, unless a policy file says otherwise."""
import json
from urllib.parse import urlsplit

denied = set()
limits = {"max_depth": 10, "timeout": 20}


def load(path):
    with open(path, encoding="utf-8") as stream:
        document = json.load(stream)
    denied.update(host.lower() for host in document.get("deny", ()))
    limits.update({name: document[name] for name in limits if name in document})


def depth(parts):
    return len([segment for segment in parts.path.split("/") if segment])


def verdict(url):
    parts = urlsplit(url)
    if parts.hostname in denied:
        return "denied"
    return "too deep" if depth(parts) > limits["max_depth"] else "fetched"
