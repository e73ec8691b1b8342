from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "remeslo.web.api"
    label = "api"

    def ready(self) -> None:
        """Tokens end with a stolen password or a lost second factor."""
        from remeslo.web.api.services.tokens import revoke_all
        from remeslo.web.apps.common.services import keys

        keys.register(revoke_all)
