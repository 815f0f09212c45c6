import importlib.util
import os


def load(path):
    stem = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location("recipe_" + stem, path)
    mod = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(mod)
    return mod


def title(path):
    mod = load(path)
    return getattr(mod, "TITLE", mod.__name__[len("recipe_"):].title())


def weigh(job):
    path, kilos = job
    return load(path).mix(kilos)
