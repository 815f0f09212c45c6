import os


def open_renderer(settings):
    settings.apply()


def episode(seed):
    reward = sum((seed * seed + step) % 11 for step in range(50))
    return os.environ["FARM_CARD"], os.environ["OMP_NUM_THREADS"], reward
