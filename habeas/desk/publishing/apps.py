from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "habeas.desk.publishing"
    label = "publishing"
