"""Average the spectra of a small radio telescope."""
from farm import TaskFarm
from spectra import calibrated_mean, prepare


def main():
    nights = ["2024-03-%02d" % day for day in range(1, 9)]
    with TaskFarm(2, prepare, "dipole-south") as farm:
        means = farm.run(calibrated_mean, nights)
    for night, mean in zip(nights, means):
        print(night, round(mean, 2))
    print("ok")


if __name__ == "__main__":
    main()
