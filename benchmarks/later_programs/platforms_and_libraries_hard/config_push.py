import secrets
import sys
from multiprocessing import Process
from multiprocessing.connection import Client, Listener

HOST = "127.0.0.1"
SETTINGS = {"retries": 3, "region": "north", "limits": [10, 20, 30]}


def apply_settings(address, key, node_id):
    with Client(address, authkey=key) as link:
        link.send({"node": node_id})
        settings = link.recv()
        link.send({"node": node_id, "limit": settings["limits"][node_id]})


class Publisher:
    def __init__(self, settings, key):
        self.settings = settings
        self.key = key
        self.listener = Listener((HOST, 0), authkey=key)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.listener.close()

    def answer_one(self):
        with self.listener.accept() as link:
            hello = link.recv()
            link.send(self.settings)
            reply = link.recv()
        if reply["node"] != hello["node"]:
            raise ValueError(f"unexpected reply from {reply['node']}")
        return reply["node"], reply["limit"]


def main():
    key = secrets.token_bytes(32)
    with Publisher(SETTINGS, key) as publisher:
        nodes = [
            Process(target=apply_settings, args=(publisher.listener.address, key, n))
            for n in range(3)
        ]
        for node in nodes:
            node.start()
        limits = dict(publisher.answer_one() for _ in nodes)
        for node in nodes:
            node.join(timeout=60)
    if any(node.exitcode != 0 for node in nodes):
        return 1
    if limits != {0: 10, 1: 20, 2: 30}:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
