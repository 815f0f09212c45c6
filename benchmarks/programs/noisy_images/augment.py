import numpy
from numpy.random import normal


def load(number):
    return numpy.full(16, float(number))


def augment(number):
    image = load(number)
    return image + normal(0.0, 50.0, image.shape)
