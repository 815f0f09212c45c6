"""Ask a library for the shelves of some books."""
from concurrent import futures

from limits import RateLimited

BOOKS = ["Emma", "Persuasion", "Middlemarch"]


class Client:
    def __init__(self, library):
        self.library = library

    def shelf(self, title):
        return f"{self.library}-{len(title)}"


class PoliteClient(RateLimited, Client):
    def shelf(self, title):
        self.turn()
        return super().shelf(title)


class Errand:
    def __init__(self, client, titles):
        self.titles = titles
        self.ask = client.shelf

    def shelves(self, workers=2):
        with futures.ProcessPoolExecutor(workers) as executor:
            return dict(zip(self.titles, executor.map(self.ask, self.titles)))


def main():
    shelves = Errand(PoliteClient(library="east"), BOOKS).shelves()
    print(shelves)
    if shelves["Emma"] == "east-4":
        print("ok")


if __name__ == "__main__":
    main()
