"""Client side of the artefact registry, vendored into the build agents."""
from multiprocessing.managers import BaseManager


class RegistryClient(BaseManager):
    pass


RegistryClient.register("catalog")


def attach(address):
    client = RegistryClient(address, authkey=b"artefacts-2023-04")
    client.connect()
    return client.catalog()
