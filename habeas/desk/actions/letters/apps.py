from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "habeas.desk.actions.letters"
    label = "letters"
