"""The notices, the link of a visit, the mail of the demo, and the mails that got stuck."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("notices", "notices", who="told"),
    Shown("notices-none", "notices", who="newcomer"),
    Shown("mail-choices", "mail_choices", who="told"),
    Shown("link", "link", who="visitor", of=lambda w: (w.messages.token,)),
    Shown("link-dead", "link", who="visitor", of=lambda _: ("7KQ2MX4TB.nothing",), status=410),
    Shown("demo-mail", "demo_mail"),
    Shown("demo-mail-none", "demo_mail", query=lambda _: "?to=nobody"),
    Shown("demo-mail-invitation", "demo_mail_one", of=lambda w: (w.messages.invitation,)),
    Shown("demo-mail-code", "demo_mail_one", of=lambda w: (w.messages.code,)),
    Shown("stuck-mail", "console_messages", who="clerk"),
    Shown("mail-samples", "console_samples", who="clerk"),
    Shown(
        "mail-samples-english",
        "console_samples",
        who="manager",
        query=lambda _: "?kind=appointment.cancelled&language=en",
    ),
)
ACTS: set[str] = {
    *("notices_read", "revoke_link", "console_message_decide"),
    *("demo_mail_html", "demo_mail_calendar", "console_sample_html", "console_sample_calendar"),
}
"""Addresses that only take forms, the inside of a frame, and files."""
