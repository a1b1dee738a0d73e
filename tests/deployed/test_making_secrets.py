"""A server gets its passwords and certificates once, and nobody else can read them."""

import stat

import pytest

from tests.deployed.topology import DEPLOYMENT, compose_model, run, which


@pytest.fixture
def make(tmp_path):
    if not which("openssl"):
        pytest.skip("no openssl: apt install openssl")

    def make():
        run([DEPLOYMENT / "make-secrets", "hall.example", tmp_path / "secrets"])
        return {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}

    return make


def test_every_secret_of_the_compose_file_is_made(make):
    if not which("go"):
        pytest.skip("no Go: apt install golang-go; .ci/go says which one fits")
    assert set(make()) == set(compose_model()["secrets"])


def test_nobody_else_can_read_one(make, tmp_path):
    make()
    for file in (tmp_path / "secrets").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_each_server_gets_its_own_and_keeps_it(make, tmp_path):
    first = make()
    assert first["secret_key"] != first["database_password"] != first["elasticsearch_password"]
    assert len(first["secret_key"]) > 60
    (tmp_path / "secrets" / "email_url").write_text("smtp+ssl://hall:pigeon@mail.example:465")
    (tmp_path / "secrets" / "database_password").unlink()
    second = make()
    assert second.pop("email_url") == "smtp+ssl://hall:pigeon@mail.example:465"
    assert second.pop("database_password") != first["database_password"]
    assert {name: first[name] for name in second} == second
