"""Agent with a control port; `selfcheck` is what the packaging job runs."""
import argparse
import multiprocessing
from multiprocessing.connection import Client

from endpoint import ControlEndpoint, EndpointSettings

STATE = {"release": "2.8.1", "deploy_key": "kx-4411", "paused": False}


def ask(port, verb, *args):
    with Client(("127.0.0.1", port)) as channel:
        channel.send((verb, args))
        if not channel.poll(2):
            raise TimeoutError(verb)
        return channel.recv()


def outsider_reads(port):
    """What a caller that was given no credentials gets to see."""
    try:
        return ask(port, "get", "deploy_key")
    except (multiprocessing.AuthenticationError, EOFError, OSError):
        return None


def selfcheck():
    handlers = {"get": STATE.get, "stop": lambda: "bye"}
    endpoint = ControlEndpoint(EndpointSettings(), handlers).start()
    seen = outsider_reads(endpoint.port)
    farewell = ask(endpoint.port, "stop")
    endpoint.join()
    print("stopped:", farewell)
    print("ok" if seen is None else "wrong")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", nargs="?", default="selfcheck", choices=["selfcheck"])
    parser.parse_args(argv)
    selfcheck()


if __name__ == "__main__":
    main()
