"""The address of the page about the API; what lies below /api/v1/ is the API itself and no page."""

from django.urls import path

from gaiyue.web.developers import guide

urlpatterns = [path("", guide.guide, name="api_guide")]
