# estimate odds of rolling at least one six with N dice
# someone in the other thread told me to use spawn because of my GUI
import multiprocessing as mp
import random

ROLLS = 4000


def simulate(dice, answers):
    won = 0
    for i in range(ROLLS):
        i = 0
        while i < dice:
            if random.randint(1, 6) == 6:
                won += 1
                break
            i += 1
    answers.put((dice, won / ROLLS))


class Simulation:
    def __init__(self):
        self.context = mp.get_context("spawn")
        self.answers = mp.Queue()
        self.processes = []

    def start(self):
        for dice in [1, 2, 4]:
            process = self.context.Process(target=simulate, args=(dice, self.answers))
            process.start()
            self.processes.append(process)

    def collect(self):
        odds = {}
        while len(odds) < len(self.processes):
            dice, chance = self.answers.get(timeout=15)
            print("got answer for", dice)
            odds[dice] = chance
        for process in self.processes:
            process.join()
            assert process.exitcode == 0
        return odds


if __name__ == "__main__":
    simulation = Simulation()
    simulation.start()
    odds = simulation.collect()
    for dice in sorted(odds):
        print(dice, "dice:", round(odds[dice] * 100), "%")
    if odds[1] < odds[2] < odds[4]:
        print("ok")
