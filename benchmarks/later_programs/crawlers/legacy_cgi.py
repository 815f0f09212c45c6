"""Runs old CGI-style handlers, which read the request body from standard input, in worker processes.

The requests themselves come from a replay file or, if there is one, from what is piped into the parent.
"""
import contextlib
import io
import json
import multiprocessing
import sys
from urllib.parse import parse_qs


def guestbook():
    fields = parse_qs(sys.stdin.read())
    print(f"{fields['name'][0]} says {fields['text'][0]}")


def poll():
    choice = input().strip()
    print(f"vote for {choice}")


def ping():
    print("pong")


HANDLERS = {handler.__name__: handler for handler in (guestbook, poll, ping)}


@contextlib.contextmanager
def request_body(text):
    """What a CGI program finds on its standard input, for handlers that live in this process."""
    previous = sys.stdin
    sys.stdin = io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = previous


def serve(request):
    output = io.StringIO()
    with request_body(request["body"]), contextlib.redirect_stdout(output):
        HANDLERS[request["path"]]()
    return request["id"], output.getvalue().rstrip("\n")


def piped(stream):
    """Requests that were piped into this program, one JSON object a line."""
    if stream is None or stream.isatty():
        return []
    return [json.loads(line) for line in stream if line.strip()]


REPLAY = [
    {"id": 1, "path": "guestbook", "body": "name=Ada&text=hello+there"},
    {"id": 2, "path": "poll", "body": "blue\n"},
    {"id": 3, "path": "ping", "body": ""},
    {"id": 4, "path": "poll", "body": "green\n"},
]


def main():
    requests = piped(sys.stdin) or REPLAY
    with multiprocessing.Pool(2) as pool:
        answers = dict(pool.imap_unordered(serve, requests))
    for number in sorted(answers):
        print(number, answers[number])
    if requests is REPLAY:
        assert answers == {1: "Ada says hello there", 2: "vote for blue", 3: "pong", 4: "vote for green"}
    print("ok")


if __name__ == "__main__":
    main()
