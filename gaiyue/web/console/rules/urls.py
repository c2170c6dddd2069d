"""The addresses of the rules for staff; the service "*" is the whole park."""

from django.urls import path

from gaiyue.web.console.rules import editions, follow, new, overview

urlpatterns = [
    path("", overview.rules, name="console_rules"),
    path("<str:service>/", editions.of_service, name="console_rules_of"),
    path("<str:service>/new/", new.new, name="console_rules_new"),
    path("<str:service>/follow/", follow.follow, name="console_rules_follow"),
    path("<str:service>/compare/", editions.compare, name="console_rules_compare"),
    path("<str:service>/<id:number>/", editions.one, name="console_rules_edition"),
    path("<str:service>/<id:number>/withdraw/", editions.withdraw, name="console_rules_withdraw"),
]
