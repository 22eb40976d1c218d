from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "habeas.desk.actions"
    label = "actions"
