from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "habeas.desk.advocacy"
    label = "advocacy"
