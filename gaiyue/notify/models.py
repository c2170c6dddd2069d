"""The outbox: one row per message, which is both its history and its hand-over."""

from django.db import models

from gaiyue.notify.states import Channel, State


class Message(models.Model):
    """What one recipient hears on one channel.

    `key` makes it one of its kind in the park; for a message that follows from an event it names the event, the
    recipient and the channel. `recipient` is the code of an account or an address. A mail has its words in
    `subject`, `text` and `html`; a notice has `facts` and gets its words when it is read, in the reader's language.
    `about` is the reference of the visit that it is about: such a mail has `facts`, too, and gets its words, and its
    invitation in `calendar`, when it is handed over, so that what had to wait is true when it goes.
    """

    park = models.CharField(max_length=32)
    key = models.CharField(max_length=96)
    event = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=8, choices=Channel)
    recipient = models.CharField(max_length=254)
    kind = models.CharField(max_length=48)
    about = models.CharField(max_length=12, blank=True, default="")
    language = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park", "key"], name="message_park_key"),)
        indexes = (
            models.Index(fields=["park", "channel", "created_at"], name="message_park_channel"),
            models.Index(fields=["park", "state", "created_at"], name="message_park_state"),
            models.Index(fields=["park", "about", "channel"], name="message_park_about"),
            models.Index(
                fields=["park", "recipient", "channel", "id"], name="message_park_recipient"
            ),
            models.Index(
                fields=["park", "recipient", "channel", "read_at"], name="message_park_unread"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class MailChoice(models.Model):
    """Which mails about visits a person (the code of an account) wants; who has no row wants all."""

    park = models.CharField(max_length=32)
    account = models.CharField(max_length=64)
    wants_news = models.BooleanField(default=True)
    wants_reminders = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "account"], name="mail_choice_park_account"),
        )

    def __str__(self) -> str:
        return self.account
