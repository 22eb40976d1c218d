from django.urls import path

from habeas.desk.publishing import views

urlpatterns = [
    path("publish/", views.publish, name="publish"),
    path("publish/<int:number>/show/", views.show_again, name="show_edition"),
]
