from .chamber import Thermocouple, HumidityProbe

SENSORS = {"tc": Thermocouple, "rh": HumidityProbe}
