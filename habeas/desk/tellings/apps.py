from django.apps import AppConfig


class TellingsConfig(AppConfig):
    name = "habeas.desk.tellings"
    label = "tellings"
