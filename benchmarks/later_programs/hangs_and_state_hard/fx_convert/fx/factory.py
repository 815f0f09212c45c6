import multiprocessing as mp


def make_pool(workers, setup, *setup_args):
    return mp.get_context().Pool(workers, initializer=setup, initargs=setup_args)
