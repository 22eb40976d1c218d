from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "habeas.desk.imports"
    label = "imports"
