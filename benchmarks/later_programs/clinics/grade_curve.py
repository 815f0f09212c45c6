# curve the grades of the biology exam
# (c) staff room 2, use freely

from multiprocessing import Pool, freeze_support
import statistics

points = {
    "Anouk": 31, "Bilal": 44, "Chiara": 27, "Daan": 39, "Elif": 48, "Finn": 22,
    "Greta": 35, "Hugo": 41, "Ines": 18, "Jonas": 37, "Klara": 29, "Levi": 46,
}
wanted_mean = 36

if __name__ == "__main__":
    freeze_support()
    pool = Pool(3)


# add the same number to everybody, but nobody gets more than 50 or less than before
def curve(p):
    mean = statistics.mean(points.values())
    return max(p, min(50, round(p + wanted_mean - mean)))


# 1 is the best grade here, 6 the worst
def grade(p):
    for limit, g in [(46, 1), (38, 2), (30, 3), (23, 4), (12, 5)]:
        if p >= limit:
            return g
    return 6


if __name__ == "__main__":
    curved = pool.map(curve, points.values())
    grades = pool.map(grade, curved)
    pool.close()
    pool.join()
    for name, p, g in zip(points, curved, grades):
        print(name, p, g)
    print("mean grade:", round(statistics.mean(grades), 2))
    print("ok")
