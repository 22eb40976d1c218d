from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "habeas.desk.newsroom"
    label = "newsroom"
