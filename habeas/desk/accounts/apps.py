from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "habeas.desk.accounts"
    label = "accounts"
