from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "habeas.desk.sources"
    label = "sources"
