"""What stands in deploy/ names settings, ports, paths and times that exist; systemd and nginx take what is for them."""

from __future__ import annotations

import re
import shutil
import subprocess
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from bot.slack import serve
from bot.slack.connecting import http, starting
from bot.slack.connecting.http import BODY_LIMIT, EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.workspace.carrying.delivery import ACK_SECONDS

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
OF_PYTHON = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PATH"}
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def unit() -> dict[str, list[str]]:
    """The lines of the unit by their key; one that occurs twice has two values."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", read("directory-bot.service"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
    return loaded


def image() -> dict[str, str]:
    """The environment that the image sets."""
    (line,) = re.findall(r"^ENV ((?:.*\\\n)*.*)$", read("Dockerfile"), re.MULTILINE)
    return dict(word.split("=", 1) for word in line.replace("\\\n", " ").split())


def test_whatever_is_set_is_a_setting(compose: dict[str, Any]) -> None:
    of_the_unit = {word.partition("=")[0] for value in unit()["Environment"] for word in value.split()}
    of_the_bots = {name for bot in ("bot-1", "bot-2") for name in compose["services"][bot]["environment"]}
    assert (of_the_unit | of_the_bots | set(image())) - OF_PYTHON <= set(SETTINGS)


def test_the_unit_does_not_start_again_what_would_fail_again() -> None:
    (never,) = unit()["RestartPreventExitStatus"]
    assert {int(status) for status in never.split()} == {starting.SETTINGS, starting.REVOKED}
    assert unit()["Restart"] == ["on-failure"]


def test_whoever_stops_the_bot_waits_until_its_answers_are_sent(compose: dict[str, Any]) -> None:
    (seconds,) = unit()["TimeoutStopSec"]
    assert int(seconds.removesuffix("s")) > 2 * serve.STOP_SECONDS
    for bot in ("bot-1", "bot-2"):
        assert int(compose["services"][bot]["stop_grace_period"].removesuffix("s")) > 2 * serve.STOP_SECONDS
        assert compose["services"][bot]["init"], "or a signal goes unheard until the bot has loaded"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit_and_finds_little_exposed(tmp_path: Path) -> None:
    file = tmp_path / "directory-bot.service"
    file.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", read(file.name), flags=re.MULTILINE))
    taken = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True)
    assert (taken.returncode, taken.stderr) == (0, "")
    judged = subprocess.run(["systemd-analyze", "security", "--offline=true", file], capture_output=True, text=True)
    exposure = re.search(r"exposure level for \S+ ([\d.]+)", judged.stdout)
    assert exposure and float(exposure[1]) < 2


def test_what_the_image_is_made_of_is_there_and_let_in() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", read("Dockerfile"), re.MULTILINE) for name in line.split()
    }
    assert copied == {"requirements.lock", "pyproject.toml", "README.md", "bot", "knowledge"}
    assert all((ROOT / name).exists() for name in copied)
    let_in = set(re.findall(r"^!(.*)$", read("Dockerfile.dockerignore"), re.MULTILINE))
    assert let_in == copied, "no .env, no data, nothing else"


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    text = read("Dockerfile")
    assert re.search(r"^USER bot$", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert "os.environ['MONITORING_PORT'] + '/healthz'" in text
    assert image()["HOST"] == "0.0.0.0"
    assert set(re.findall(r"\d+", re.findall(r"^EXPOSE (.*)$", text, re.MULTILINE)[0])) == {
        image()["PORT"],
        image()["MONITORING_PORT"],
    }


def test_the_bots_share_a_database_and_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"proxy"}
    address = services["bot-1"]["environment"]["DATABASE_URL"]
    assert services["bot-2"]["environment"]["DATABASE_URL"] == address
    for name in ("HOST", "PORT", "MONITORING_PORT"):
        assert services["bot-1"]["environment"][name] == image()[name], "or .env would outweigh what the others rely on"
    assert re.fullmatch(r"postgresql://bot:\$\{POSTGRES_PASSWORD:\?[^}]+\}@database/bot", address)
    assert (
        services["database"]["environment"] | {"POSTGRES_USER": "bot", "POSTGRES_DB": "bot"}
        == services["database"]["environment"]
    )
    fixed = [ip_address(services[bot]["networks"]["default"]["ipv4_address"]) for bot in ("bot-1", "bot-2")]
    (network,) = compose["networks"]["default"]["ipam"]["config"]
    assert len(set(fixed)) == 2 and all(address in ip_network(network["subnet"]) for address in fixed)
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            made_by_hand = source == "./certificates"
            assert source in compose["volumes"] or made_by_hand or (DEPLOY / source).exists(), source


def test_the_containers_come_back_after_any_end_and_fill_no_disk_with_their_logs(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert service["restart"] == "unless-stopped"
        assert service["logging"]["options"].keys() == {"max-size", "max-file"}


def test_a_new_version_that_does_not_come_up_is_where_a_rolling_restart_ends(compose: dict[str, Any]) -> None:
    assert re.search(r"--wait --wait-timeout \d+ \$bot \|\| break; done", read("README.md"))
    for bot in ("bot-1", "bot-2"):
        assert f":{image()['MONITORING_PORT']}/readyz'" in compose["services"][bot]["healthcheck"]["test"][-1]


def test_the_proxy_starts_whichever_bot_is_down(compose: dict[str, Any]) -> None:
    services = compose["services"]
    addresses = [f"{bot}:{services[bot]['networks']['default']['ipv4_address']}" for bot in ("bot-1", "bot-2")]
    assert services["proxy"]["extra_hosts"] == addresses


def test_the_proxy_leads_where_the_bots_listen_within_their_bounds() -> None:
    text = read("nginx.conf")
    servers = re.findall(r"^    server (\S+:\d+) max_fails=0;$", text, re.MULTILINE)
    assert servers == [f"{bot}:{image()['PORT']}" for bot in ("bot-1", "bot-2")]
    for page in (EVENTS_PATH, "/healthz"):  # the doctor asks for the second
        assert f"location = {page} {{" in text
    (prefix,) = re.findall(r"location (/\w+/) ", text)
    assert INSTALL_PATH.startswith(prefix) and REDIRECT_PATH.startswith(prefix)
    (idle,) = re.findall(r"keepalive_timeout (\d+)s", text)
    assert int(idle) < http.IDLE_SECONDS, "or a request may meet a connection that is just being closed"
    (size,) = re.findall(r"client_max_body_size (\d+)m", text)
    assert int(size) * 1024 * 1024 == BODY_LIMIT
    assert re.search(r"proxy_next_upstream error timeout http_503 non_idempotent;", text), (
        "one stops, or is gone: ask the other"
    )
    (tried,) = re.findall(r"proxy_next_upstream_timeout (\d)s;", text)
    assert int(tried) < ACK_SECONDS, "while Slack still waits"


@pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx and openssl are not installed")
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"], capture_output=True,
    )  # fmt: skip
    assert made.returncode == 0
    text = (
        read("nginx.conf").replace("/etc/nginx/certificates", str(tmp_path)).replace("listen 443", "listen 127.0.0.1:8443")
    )
    text = re.sub(r"server bot-(\d):", r"server 127.0.0.\1:", text)
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off;\n{text}\n}}\n")
    taken = subprocess.run(["nginx", "-t", "-q", "-c", main], capture_output=True, text=True)
    assert taken.returncode == 0, taken.stderr
