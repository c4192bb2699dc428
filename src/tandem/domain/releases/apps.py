from django.apps import AppConfig

from tandem.foundation.database import walls


class ReleasesConfig(AppConfig):
    name = "tandem.domain.releases"
    label = "releases"

    def ready(self) -> None:
        from tandem.domain.releases.wall import functions

        walls.register(functions)
