from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "habeas.desk.house"
    label = "house"
