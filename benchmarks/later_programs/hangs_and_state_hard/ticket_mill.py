"""Support tickets are classified by a few workers while they are still coming in."""
import multiprocessing
import time

WORDS = {"refund": "billing", "invoice": "billing", "crash": "bugs", "login": "accounts"}


class Classifier(multiprocessing.Process):
    def __init__(self, tickets, results):
        super().__init__()
        self.tickets = tickets
        self.results = results

    def run(self):
        while not self.tickets.empty():
            number, text = self.tickets.get()
            team = next((team for word, team in WORDS.items() if word in text), "general")
            self.results.put((number, team))
        self.results.put(None)


def incoming(count):
    subjects = ["refund please", "app crash on start", "login fails", "thank you", "invoice missing"]
    for number in range(count):
        time.sleep(0.02)
        yield number, subjects[number % len(subjects)]


def collect(results, workers):
    found, done = {}, 0
    while done < workers:
        item = results.get(timeout=15)
        if item is None:
            done += 1
        else:
            found[item[0]] = item[1]
    return found


def main():
    tickets, results = multiprocessing.Queue(), multiprocessing.Queue()
    source = incoming(60)
    tickets.put(next(source))
    crew = [Classifier(tickets, results) for _ in range(2)]
    for member in crew:
        member.start()
    for ticket in source:
        tickets.put(ticket)
    found = collect(results, len(crew))
    for member in crew:
        member.join()
        assert member.exitcode == 0
    print("classified %d of 60 tickets" % len(found))


if __name__ == "__main__":
    main()
