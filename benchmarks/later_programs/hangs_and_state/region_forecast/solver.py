from multiprocessing import Pool


def smooth(series, alpha=0.3):
    level = series[0]
    for value in series[1:]:
        level = alpha * value + (1 - alpha) * level
    return level


def member(task):
    shift, series = task
    return smooth([value + shift for value in series])


def ensemble(series, members=4, processes=2):
    """Mean forecast of slightly shifted copies of the series."""
    tasks = [(step / members, series) for step in range(members)]
    with Pool(processes) as pool:
        forecasts = pool.map(member, tasks)
    return sum(forecasts) / len(forecasts)


def solve_region(region):
    name, series = region
    return name, round(ensemble(series), 3)
