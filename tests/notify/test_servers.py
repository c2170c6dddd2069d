"""J4: the mail servers that parks have: with a password, with encryption, with a limit, in a bad mood."""

import shutil
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.ops.wiring import HANDLERS
from tests import make
from tests.notify.relay import relay

HOST = "127.0.0.1"

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def post(number: int = 1, to: str = "zhang@example.com") -> None:
    mail = Mail(to, f"第{number}封", "正文", language="zh-hans")
    post_mail(mail, park=make.PARK, key=f"k{number}")


def work() -> None:
    while work_once(make.PARK, HANDLERS):
        pass


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def trouble() -> str:
    return Message.objects.get().trouble


def knows(_server, _session, _envelope, _mechanism, data) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == b"s3:cret@"
    return AuthResult(success=good, handled=good)


SIGNED_IN = {"authenticator": knows, "auth_required": True, "auth_require_tls": False}


def test_a_server_that_wants_a_password_gets_it(park, settings):
    """Signs that an address gives another meaning are written as %3A and %40."""
    with relay(**SIGNED_IN) as server:
        settings.GAIYUE_SMTP = f"smtp://park:s3%3Acret%40@{HOST}:{server.port}"
        post()
        work()
        assert (states(), len(server.taken)) == (["sent"], 1)


def test_a_wrong_password_is_ours_to_mend_and_loses_nothing(park, settings):
    with relay(**SIGNED_IN) as server:
        settings.GAIYUE_SMTP = f"smtp://park:wrong@{HOST}:{server.port}"
        post()
        work()
        assert (states(), server.taken) == (["queued"], [])
        assert "SMTPAuthenticationError" in trouble()
        assert "wrong" not in trouble()
        settings.GAIYUE_SMTP = f"smtp://park:s3%3Acret%40@{HOST}:{server.port}"
        park.advance(timedelta(minutes=2))
        work()
        assert states() == ["sent"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there")
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "cert.pem"
    what = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}", "-days", "2")
    how = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, *what)
    subprocess.run([openssl, *map(str, how)], check=True, capture_output=True)
    return made, key


def test_a_server_that_encrypts_is_asked_to_and_proves_who_it_is(
    park, settings, monkeypatch, certificate
):
    made, key = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with relay(tls_context=context, require_starttls=True) as server:
        settings.GAIYUE_SMTP = f"smtp+tls://{HOST}:{server.port}"
        post()
        work()
        assert states() == ["queued"], "nobody we trust says that it is the server"
        assert "CERTIFICATE_VERIFY_FAILED" in trouble()
        monkeypatch.setenv("SSL_CERT_FILE", str(made))
        park.advance(timedelta(minutes=2))
        work()
        assert (states(), len(server.taken)) == (["sent"], 1)


def test_what_is_to_be_encrypted_never_goes_in_the_clear(park, settings):
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp+tls://{HOST}:{server.port}"
        post()
        work()
        assert (states(), server.taken) == (["queued"], [])


def test_a_server_that_takes_so_many_gets_the_rest_later_each_once(park, settings):
    """None is lost, none is sent twice, and none of the others waits for the first."""
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://{HOST}:{server.port}"
        server.at_most = 3
        for number in range(8):
            post(number)
        work()
        assert len(server.taken) == 3
        assert states().count("queued") == 5
        for _ in range(6):
            server.at_most = len(server.taken) + 2
            park.advance(timedelta(minutes=20))
            work()
        assert states() == ["sent"] * 8
        subjects = [str(mail["Subject"]) for mail in server.taken]
        assert len(subjects) == len(set(subjects)) == 8


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("421 4.3.2 closing down", "queued"),
        ("450 4.2.0 greylisted, try again in five minutes", "queued"),
        ("452 4.2.2 mailbox full", "queued"),
        ("550 5.1.1 no such user", "failed"),
        ("552 5.2.2 over quota for good", "failed"),
        ("554 5.7.1 rejected as spam", "failed"),
    ],
)
def test_what_a_server_answers_about_a_reader_is_taken_at_its_word(park, settings, answer, state):
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://{HOST}:{server.port}"
        server.at_recipient = answer
        post()
        work()
        assert states() == [state]
        assert answer[4:] in trouble()


@pytest.mark.parametrize("to", ["张@example.com", "li@"])
def test_an_address_that_no_server_takes_fails_where_staff_see_it(park, settings, to):
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://{HOST}:{server.port}"
        post(to=to)
        work()
        assert (states(), server.taken) == (["failed"], [])
    assert Job.objects.get().done_at


def test_a_chinese_domain_is_written_as_the_name_system_has_it(park, settings):
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://{HOST}:{server.port}"
        post(to="li@例子.中国")
        work()
        assert states() == ["sent"]
        assert server.taken[0]["To"] == "li@xn--fsqu00a.xn--fiqs8s"
