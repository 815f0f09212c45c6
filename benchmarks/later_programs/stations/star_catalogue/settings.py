class Settings:
    workers = 4
    zones = 36
    tolerance = 0.4

    @classmethod
    def for_cluster_node(cls):
        settings = cls()
        settings.workers = 96
        return settings
