"""The pages of the way in, and of one's own account."""

from playwright.sync_api import Page

from tests.browser.shown.shown import Shown, send, send_nothing


def ask_for_code(page: Page) -> None:
    """An address that nobody has is answered like any other."""
    page.locator("main input[name=email]").fill("somebody@example.com")
    page.locator("main form .acts button").first.click()


PAGES: tuple[Shown, ...] = (
    Shown("sign-in", "sign_in", "visitor"),
    Shown("sign-in-mistakes", "sign_in", "visitor", do=send_nothing, status=422),
    Shown("sign-in-code", "sign_in", "visitor", do=ask_for_code),
    Shown("sign-in-password", "sign_in_password", "visitor"),
    Shown("sign-up", "sign_up", "visitor"),
    Shown("sign-up-mistakes", "sign_up", "visitor", do=send, status=422),
    Shown("sign-up-company", "sign_up_company", "lonely"),
    Shown("sign-up-company-mistakes", "sign_up_company", "lonely", do=send, status=422),
    Shown("password-forgotten", "account_reset_password", "visitor"),
    Shown("account", "account"),
    Shown("account-clerk", "account", "clerk"),
    Shown("account-edit", "account_edit"),
    Shown("account-password", "account_set_password"),
    Shown("account-email", "account_email"),
    Shown("demo", "demo_sign_in", "visitor"),
    Shown("demo-nobody", "demo_sign_in", "visitor", query=lambda _: "?q=xyz"),
)

ACTS: set[str] = {
    "demo_become",
    "sign_out",
    # Other names of pages that are shown, for allauth.
    "account_login",
    "account_request_login_code",
    "account_signup",
    # Later steps, which lead back to the first when opened by themselves.
    "account_confirm_login_code",
    "sign_up_code",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_change_password",
    "account_email_verification_sent",
}
