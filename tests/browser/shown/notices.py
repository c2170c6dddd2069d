"""The notices, the link of a visit, the mail of the demo, and the mails that got stuck."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("notices", "notices", who="told"),
    Shown("notices-none", "notices", who="newcomer"),
    Shown("link", "link", who="visitor", of=lambda w: (w.messages.token,)),
    Shown("link-dead", "link", who="visitor", of=lambda _: ("7KQ2MX4TB.nothing",), status=410),
    Shown("demo-mail", "demo_mail"),
    Shown("demo-mail-none", "demo_mail", query=lambda _: "?to=nobody"),
    Shown("demo-mail-invitation", "demo_mail_one", of=lambda w: (w.messages.invitation,)),
    Shown("demo-mail-code", "demo_mail_one", of=lambda w: (w.messages.code,)),
    Shown("stuck-mail", "console_messages", who="clerk"),
)
ACTS: set[str] = {"notices_read", "revoke_link", "demo_mail_html", "console_message_decide"}
"""Addresses that only take forms, and the inside of a frame."""
