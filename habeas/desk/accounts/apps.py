from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "habeas.desk.accounts"
    label = "accounts"

    def ready(self) -> None:
        from habeas.desk.accounts import noting  # noqa: F401, PLC0415
