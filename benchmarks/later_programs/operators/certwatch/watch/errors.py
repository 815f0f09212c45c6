"""Errors that go from the workers to the survey."""


def _rebuild(cls, fields):
    error = cls.__new__(cls)
    error.__dict__.update(fields)
    return error


class CertError(Exception):
    template = "bad certificate"

    def __init__(self, *, subject, **details):
        super().__init__(self.template.format(subject=subject, **details))
        self.subject = subject
        self.message = self.args[0]

    def __str__(self):
        return self.message

    def __reduce__(self):
        return _rebuild, (type(self), self.__dict__)


class Expiring(CertError):
    template = "{subject} runs out in {days} days"


class Malformed(CertError):
    template = "{subject} has no {missing}"


class Unreachable(OSError):
    def __init__(self, errno, text, tries=1):
        super().__init__(errno, text)
        self.tries = tries

    def __reduce__(self):
        return type(self), (self.errno, self.strerror, self.tries)
