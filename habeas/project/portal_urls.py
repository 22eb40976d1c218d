from django.urls import include, path

urlpatterns = [path("", include("habeas.public.portal.urls"))]

handler404 = "habeas.public.portal.views.not_found"
handler500 = "habeas.public.portal.views.broken"
