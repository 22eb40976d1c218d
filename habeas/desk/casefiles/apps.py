from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    name = "habeas.desk.casefiles"
    label = "casefiles"
