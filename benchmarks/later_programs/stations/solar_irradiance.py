# daily irradiance of some sites, the slow model for the northern ones
import multiprocessing as mp
import math
import time

SITES = {"Tromsø": 69.6, "Bergen": 60.4, "Lyon": 45.8, "Sevilla": 37.4}


def declination(day):
    return math.radians(-23.44) * math.cos(2 * math.pi * (day + 10) / 365)


def irradiance(latitude, day=172):
    phi, delta = math.radians(latitude), declination(day)
    x = max(-1.0, min(1.0, -math.tan(phi) * math.tan(delta)))
    h = math.acos(x)
    time.sleep((latitude - 35) / 25)    # stands for the steps of the radiative transfer
    return 37.6 * (h * math.sin(phi) * math.sin(delta) + math.cos(phi) * math.cos(delta) * math.sin(h))


def survey(sites):
    names = list(sites)
    with mp.Pool(len(names)) as pool:
        energies = pool.imap_unordered(irradiance, sites.values())
        return dict(zip(names, energies))


def main():
    table = survey(SITES)
    for site, mj in table.items():
        print(f"{site:8} {mj:6.2f} MJ/m2")
    if abs(table["Sevilla"] - irradiance(SITES["Sevilla"])) < 1e-9:
        print("ok")
    else:
        print("Sevilla has the sun of another place")


if __name__ == "__main__":
    main()
