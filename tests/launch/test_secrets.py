"""The machine's own secrets: made once, kept, and nobody else's to read."""

from pathlib import Path

from launch.secrets import load_or_make_secrets
from launch.settings import merge_settings


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = load_or_make_secrets(tmp_path / "home")

    assert first == load_or_make_secrets(tmp_path / "home")
    assert len(first["LIVEKIT_API_SECRET"]) >= 32
    assert len(set(first.values())) == len(first)


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    load_or_make_secrets(tmp_path)

    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_a_missing_secret_is_added_without_changing_the_others(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("LIVEKIT_API_KEY=old\nMINE=kept\n")

    found = load_or_make_secrets(tmp_path)

    assert found["LIVEKIT_API_KEY"] == "old"
    assert found["MINE"] == "kept"
    assert found["ASTRA_SERVICE_TOKEN"]


def test_the_environment_wins_over_the_file_and_the_file_over_the_secrets(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASTRA_PORT=9000\nLLM_MODEL=file\nASTRA_SERVICE_TOKEN=from-file\n")

    settings = merge_settings({"LLM_MODEL": "environment", "TTS_VOICE": ""}, tmp_path)

    assert settings["LLM_MODEL"] == "environment"
    assert settings["ASTRA_PORT"] == "9000"
    assert settings["ASTRA_SERVICE_TOKEN"] == "from-file"
    assert "TTS_VOICE" not in settings


def test_someone_elses_livekit_gets_no_key_of_ours(tmp_path: Path) -> None:
    settings = merge_settings({"LIVEKIT_URL": "wss://rooms.example"}, tmp_path)

    assert "LIVEKIT_API_SECRET" not in settings
