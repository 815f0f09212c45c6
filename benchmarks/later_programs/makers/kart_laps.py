import multiprocessing
import random
import time

# shared between all karts
laps_total = multiprocessing.Value("i", 0)
lap_board = multiprocessing.Array("i", 4)

NAMES = ["Toad", "Yoshi", "Peach", "Koopa"]
LAPS = 5


def drive(number):
    rng = random.Random(number)
    for lap in range(LAPS):
        time.sleep(rng.uniform(0.001, 0.004))
        with laps_total.get_lock():
            laps_total.value += 1
        lap_board[number] = lap + 1


def show_board():
    for number, name in enumerate(NAMES):
        print(f"{name:6} {'#' * lap_board[number]:5} {lap_board[number]}/{LAPS}")
    print("laps driven:", laps_total.value)


def race():
    karts = []
    for number in range(len(NAMES)):
        kart = multiprocessing.Process(target=drive, args=(number,))
        kart.start()
        karts.append(kart)
    for kart in karts:
        kart.join()
    if any(kart.exitcode for kart in karts):
        raise SystemExit("a kart broke down")


if __name__ == "__main__":
    race()
    show_board()
    if laps_total.value == LAPS * len(NAMES):
        print("ok")
