"""The addresses of companies for staff."""

from django.urls import path

from gaiyue.web.console.companies import companies, merge, one, person, register

urlpatterns = [
    path("", companies.companies, name="console_companies"),
    path("new/company/", register.register, name="console_register"),
    path("<slug:code>/", one.company, name="console_company"),
    path("<slug:code>/edit/", one.edit, name="console_company_edit"),
    path("<slug:code>/verify/", one.verify, name="console_verify"),
    path("<slug:code>/tier/", one.tier, name="console_tier"),
    path("<slug:code>/invite/", one.invite_person, name="console_invite"),
    path(
        "<slug:code>/invitations/<id:invitation>/withdraw/",
        one.withdraw,
        name="console_withdraw",
    ),
    path("<slug:code>/members/<id:account>/", person.person, name="console_member"),
    path("<slug:code>/merge/", merge.merge, name="console_merge"),
]
