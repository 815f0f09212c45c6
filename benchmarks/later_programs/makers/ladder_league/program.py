from concurrent.futures import ThreadPoolExecutor

from ladder import RATINGS, SHORT, simulate

SEASONS = 400

with ThreadPoolExecutor() as executor:
    lines = list(executor.map("{0[0]:16} {0[1]:7.1f}".format, RATINGS.items()))
print(*lines, sep="\n")


def show(title, forecast):
    print(title)
    for club, wins in sorted(forecast.items(), key=lambda pair: -pair[1]):
        print(f"  {SHORT[club]:3} {wins / SEASONS:5.1%}")


if "__main__" == __name__:
    forecast = simulate(SEASONS)
    show("who wins the next season?", forecast)
    assert sum(forecast.values()) == SEASONS
    print("ok")
