"""The desk that answers questions about plant names."""
import json
import socket

SYNONYMS = {
    "Taraxacum vulgare": "Taraxacum officinale",
    "Chamomilla recutita": "Matricaria chamomilla",
}


def accepted(name):
    return SYNONYMS.get(name, name)


def attend(listener, visitors):
    """Answer a number of visitors, then go home."""
    with listener:
        for _ in range(visitors):
            visitor, _ = listener.accept()
            with visitor, visitor.makefile("rw", encoding="utf-8") as stream:
                question = json.loads(stream.readline())
                print(json.dumps(accepted(question)), file=stream, flush=True)


def ask(address, name):
    with socket.create_connection(address, timeout=20) as visitor:
        with visitor.makefile("rw", encoding="utf-8") as stream:
            print(json.dumps(name), file=stream, flush=True)
            return json.loads(stream.readline())
