"""Recall letters of a dental practice, written with Django's templates but without a web site.

Everything that manage.py and settings.py would do is in this file.
"""
import datetime
from multiprocessing import Pool

import django
from django.conf import settings
from django.template import Context, Template

TEXT = """Dear {{ patient.name|title }},
your last visit was {{ days|floatformat:0 }} days ago{% if days > 400 %}, which is rather long{% endif %}.
Please call {{ phone }}. {{ today|date:"j F Y" }}"""

PATIENTS = [
    {"name": "ruth amsel", "last": datetime.date(2025, 1, 20)},
    {"name": "george tanaka", "last": datetime.date(2025, 11, 3)},
    {"name": "fatma yildiz", "last": datetime.date(2024, 6, 14)},
]
TODAY = datetime.date(2026, 5, 4)


def configure():
    settings.configure(
        USE_TZ=False,
        PRACTICE_PHONE="555-0140",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
    django.setup()


def render(patient):
    days = (TODAY - patient["last"]).days
    context = Context({"patient": patient, "days": days, "today": TODAY, "phone": settings.PRACTICE_PHONE})
    return Template(TEXT).render(context)


def due(patients, days=150):
    return [patient for patient in patients if (TODAY - patient["last"]).days > days]


if __name__ == "__main__":
    configure()
    with Pool(processes=2) as pool:
        for number, letter in enumerate(pool.imap(render, due(PATIENTS)), 1):
            print("--- letter", number)
            print(letter)
    print("ok")
