from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "habeas.desk.statements"
    label = "statements"
