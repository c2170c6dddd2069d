"""The addresses of staff and departments."""

from django.urls import path

from gaiyue.web.console.team import departments, release, staff, tokens

urlpatterns = [
    path("", staff.team, name="console_team"),
    path("employ/", staff.employ_person, name="console_employ"),
    path("<id:account>/", staff.colleague, name="console_colleague"),
    path("<id:account>/correct/", staff.correct_person, name="console_colleague_correct"),
    path("<id:account>/release/", release.release, name="console_colleague_release"),
    path("tokens/", tokens.tokens, name="console_tokens"),
    path("tokens/<id:token>/revoke/", tokens.token_revoke, name="console_token_revoke"),
    path("departments/", departments.departments, name="console_departments"),
    path("departments/add/", departments.add, name="console_department_add"),
    path("departments/<slug:code>/", departments.department, name="console_department"),
]
