from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls

urlpatterns = [
    # Before Wagtail's own: there is one way in.
    path("desk/login/", account.login, name="account_login"),
    path("desk/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("desk/second-factor/", include("allauth.mfa.urls")),
    path("desk/", include(wagtail_urls)),
    path("", RedirectView.as_view(url="/desk/")),
]
