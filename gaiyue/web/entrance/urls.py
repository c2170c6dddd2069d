"""The addresses of the entrance. Of allauth's own addresses only those that are named here exist."""

from django.urls import path

from gaiyue.web.entrance.views import (
    account,
    demo,
    password,
    sign_in,
    sign_up,
    sign_up_company,
)

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.sign_in_code, name="account_confirm_login_code"),
    path("sign-in/password/", sign_in.sign_in_password, name="sign_in_password"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-up/", sign_up.sign_up, name="sign_up"),
    path("sign-up/code/", sign_up.sign_up_code, name="sign_up_code"),
    path("sign-up/company/", sign_up_company.sign_up_company, name="sign_up_company"),
    path("password/", password.forgotten, name="account_reset_password"),
    path("password/code/", password.code, name="account_confirm_password_reset_code"),
    path("password/new/", password.new, name="account_complete_password_reset"),
    path("account/", account.account, name="account"),
    path("account/edit/", account.edit, name="account_edit"),
    path("account/password/", password.change, name="account_change_password"),
    path("account/password/set/", password.set_first, name="account_set_password"),
    path("account/email/", account.address, name="account_email"),
    path("account/email/code/", account.address_code, name="account_email_verification_sent"),
    path("demo/", demo.demo_sign_in, name="demo_sign_in"),
    path("demo/become/", demo.demo_become, name="demo_become"),
    # The same pages by the names under which allauth looks for them.
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-up/", sign_up.sign_up, name="account_signup"),
]
