from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "habeas.desk.petitions"
    label = "petitions"
