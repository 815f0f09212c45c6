"""All my scripts make their pools here."""


def make_pool(context, jobs, setup=None, values=()):
    if jobs < 1:
        raise ValueError("at least one job")
    return context.Pool(min(jobs, 8), setup, values)
