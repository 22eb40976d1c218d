from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls

urlpatterns = [
    path("desk/", include(wagtail_urls)),
    path("", RedirectView.as_view(url="/desk/")),
]
