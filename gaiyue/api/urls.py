"""The addresses of the API. The door (door.py) looks them up; the pages of the product don't know them."""

from django.urls import path

from gaiyue.api.app import api
from gaiyue.api.document import document

urlpatterns = [
    path("api/v1/openapi.json", document, name="openapi"),
    path("api/v1/", api.urls),
]
