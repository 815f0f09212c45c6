import multiprocessing
import os
import sys
import tempfile

import money

FARMS = {"Oberhof": "48211.7", "Steig": "9120.35", "Lehen": "77120.9"}


def setup_worker(folder):
    money.accounting()
    os.chdir(folder)


def settle(farm):
    amount = money.levy(FARMS[farm])
    with open("%s.levy" % farm, "w", encoding="ascii") as f:
        f.write("%s\n" % amount)
    return farm, amount


def main():
    money.accounting()
    bad = 0
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        with multiprocessing.Pool(2, initializer=setup_worker, initargs=(folder,)) as pool:
            for farm, amount in pool.imap(settle, sorted(FARMS)):
                here = money.levy(FARMS[farm])
                if amount != here or money.digits(amount) > money.PLACES:
                    bad += 1
                print("%-8s %s" % (farm, str(amount).replace(".", money.point())))
        written = sorted(os.listdir(folder))
    if len(written) != len(FARMS) or os.getcwd() != home:
        bad += 1
    print("%d wrong" % bad if bad else "ok")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
