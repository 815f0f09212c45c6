"""Find the calls in hydrophone recordings and print them as they are found."""
from hydrophones import STATIONS, listen
from wires import Wiring


def main():
    wiring = Wiring(listen)
    for station in STATIONS:
        wiring.attach(station)
    calls = 0
    for station, second in wiring.messages():
        calls += 1
        print("%-8s %6.1f s" % (station, second))
    wiring.finish()
    print(calls, "calls")
    print("ok")


if __name__ == "__main__":
    main()
