"""What docker-compose.yml means, asked of the library that Docker Compose reads it with."""

import re

import pytest

from tests.deployed.topology import Failed, compose_model, recipe, which
from tests.house.tree import ROOT, rooms
from tests.postgresql import binaries

SERVERS = {"database", "search"}


@pytest.fixture(scope="module")
def model():
    if not which("go"):
        pytest.skip("no Go: apt install golang-go; .ci/go says which one fits")
    return compose_model()


@pytest.fixture
def services(model):
    return model["services"]


def lasting(services):
    return {name: service for name, service in services.items() if service["restart"] != "no"}


def test_it_runs_what_a_site_needs(services):
    assert set(services) == {"nginx", "web", "worker", "prepare", *SERVERS}


def test_only_nginx_can_be_reached_from_outside(services):
    """L32: no port of the search server or of the database is published."""
    assert [name for name, service in services.items() if service.get("ports")] == ["nginx"]
    assert {port["published"] for port in services["nginx"]["ports"]} == {"80", "443"}


def test_both_servers_stand_on_a_network_without_outside(model, services):
    """L32: and nginx, which readers reach, does not stand on it."""
    assert model["networks"]["inside"]["internal"] is True
    for name in SERVERS:
        assert set(services[name]["networks"]) == {"inside"}
    assert set(services["nginx"]["networks"]) == {"outside"}
    assert not any(service.get("network_mode") for service in services.values())


def test_the_search_server_asks_for_a_password_over_tls(services):
    """L32: also for who has come as far as its network."""
    said = services["search"]["environment"]
    assert said["xpack.security.enabled"] == "true"
    assert said["xpack.security.http.ssl.enabled"] == "true"
    assert said["transport.host"] == "127.0.0.1"
    assert services["web"]["environment"]["ELASTICSEARCH_URL"].startswith("https://")
    assert services["web"]["environment"]["ELASTICSEARCH_CA_FILE"]


def test_nobody_is_root_or_may_become_more_than_he_is(services):
    for name, service in services.items():
        user = service["user"].split(":")[0]
        assert user.isdigit(), name
        assert int(user) > 0, name
        assert not service.get("privileged"), name
        assert not service.get("cap_add"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_root_file_systems_are_read_only_where_they_can_be(services):
    written = [name for name, service in services.items() if not service.get("read_only")]
    assert written == ["search"]  # keeps its first password in its own configuration


def test_nothing_of_the_host_is_mounted_but_the_configuration(services):
    binds = [
        (mount["source"], mount.get("read_only"))
        for service in services.values()
        for mount in service.get("volumes") or ()
        if mount["type"] == "bind"
    ]
    assert binds == [("./site/deployment", True)]


def test_every_image_is_of_one_exact_version(services):
    foreign = [service["image"] for service in services.values() if "build" not in service]
    foreign.append(services["web"]["build"]["args"]["PYTHON_IMAGE"])
    for image in foreign:
        assert re.search(r":\d+\.\d+(\.\d+)?(-\w+)*$", image), image
    own = {service["image"] for service in services.values() if "build" in service}
    assert len(own) == 1


def test_each_version_is_named_once():
    text = (ROOT / "docker-compose.yml").read_text()
    for image in ("nginx:", "postgres:", "elasticsearch:", "python:"):
        assert len(re.findall(rf"{image}\d", text)) == 1, image


@pytest.mark.deployed
def test_the_servers_are_of_the_versions_that_the_tests_ran_on(services):
    if not (recipe().exists() and binaries()):
        pytest.skip("no PostgreSQL or no recipe of an Elasticsearch node (PEERHALL_SAMPLES)")
    version = re.search(
        r"<elasticsearch\.version>(.+)</", (recipe().parent / "pom.xml").read_text()
    )
    assert services["search"]["image"].endswith(f":{version[1]}")
    major = binaries().parts[-2]
    assert services["database"]["image"].startswith(f"postgres:{major}.")


def test_secrets_come_from_files_and_stand_nowhere_else(model, services):
    for name, secret in model["secrets"].items():
        assert secret["file"] == f"secrets/{name}"
    given = {secret["source"] for service in services.values() for secret in service["secrets"]}
    assert given == set(model["secrets"])
    for service in services.values():
        for name, value in service["environment"].items():
            is_secret = re.search(r"PASSWORD|SECRET|KEY$|EMAIL_URL", name)
            assert not is_secret or value.startswith("/run/secrets/"), name
            assert not re.search(r"://[^/]*:[^/]*@", value), name


def test_each_gets_only_the_secrets_that_it_reads(services):
    held = {
        name: {secret["source"] for secret in service["secrets"]}
        for name, service in services.items()
    }
    assert held["nginx"] == {"site.crt", "site.key"}
    assert held["database"] == {"database_password"}
    assert held["search"] == {"elasticsearch_password", "search.crt", "search.key"}
    assert held["web"] == held["worker"] == held["prepare"]
    assert not held["web"] & {"site.key", "search.key"}


def test_the_site_is_told_nothing_that_it_does_not_read(services):
    source = (ROOT / "site" / "config" / "environment.py").read_text()
    read = set(re.findall(r'"([A-Z][A-Z_]+)"', source))
    told = services["web"]["environment"]
    assert told == services["worker"]["environment"] == services["prepare"]["environment"]
    assert {name for name in told if not {name, name.removesuffix("_FILE")} & read} == set()


def test_whatever_stays_is_asked_how_it_is(services):
    assert set(services) - set(lasting(services)) == {"prepare"}
    for name, service in lasting(services).items():
        assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL"), name
        assert service["healthcheck"]["interval"], name


def test_the_site_starts_on_a_prepared_database_and_nginx_on_a_site_that_answers(services):
    for name in ("web", "worker"):
        waited = services[name]["depends_on"]
        assert waited["prepare"]["condition"] == "service_completed_successfully"
    for name in SERVERS:
        assert services["prepare"]["depends_on"][name]["condition"] == "service_healthy"
    assert services["nginx"]["depends_on"]["web"]["condition"] == "service_healthy"


def test_what_is_written_is_kept_in_volumes(model, services):
    assert set(model["volumes"]) == {"data", "files", "database", "search"}
    for name in ("web", "worker", "prepare"):
        places = {mount["source"]: mount["target"] for mount in services[name]["volumes"]}
        assert places == {"data": "/data", "files": "/data/files"}


def test_nginx_reads_the_sites_files_and_nothing_else_of_its_data(services):
    nginx = services["nginx"]
    (files,) = [mount for mount in nginx["volumes"] if mount["type"] == "volume"]
    assert (files["source"], files["read_only"]) == ("files", True)
    assert nginx["environment"]["SITE_FILES"] == files["target"]


def test_the_image_holds_every_room():
    text = (ROOT / "site" / "deployment" / "Dockerfile.dockerignore").read_text()
    taken = {line[1:] for line in text.splitlines() if line.startswith("!")}
    assert {room for room in rooms() if room != "config"} | {"site", "templates"} <= taken


def test_nginx_takes_the_largest_file_that_the_site_takes(settings):
    template = (ROOT / "site" / "deployment" / "nginx.conf.template").read_text()
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", template)[1])
    # Its form takes some room, too.
    assert megabytes * 1024 * 1024 > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE


def test_a_release_without_a_host_name_is_refused_with_a_sentence(monkeypatch, model):
    monkeypatch.setattr("tests.deployed.topology.HOST", "")
    with pytest.raises(Failed, match=r"Say in \.env which host name the site has"):
        compose_model()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("      - database:/var", "      - nowhere:/var"),
        ("condition: service_completed_successfully", "condition: service_finished"),
        ("    networks: [inside]", "    networks: [elsewhere]"),
        ("    read_only: true", "    readonly: true"),
    ],
)
def test_a_file_that_docker_compose_would_refuse_is_refused(tmp_path, model, right, wrong):
    text = (ROOT / "docker-compose.yml").read_text()
    assert right in text
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(text.replace(right, wrong, 1))
    with pytest.raises(Failed):
        compose_model(broken)
