"""The peer: LiveKit's starter voice agent in its simplest documented form, so that a ratio means something.

Nothing is tuned. Three things differ from a hosted starter, all of them so that it can run without the network:
the providers' addresses, the bundled turn detector by name, and interruption by voice activity.
"""

from livekit import agents
from livekit.agents import Agent, AgentServer, AgentSession, JobContext, inference
from livekit.plugins import elevenlabs, openai
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

GREETING = "Hello, and welcome. I am glad that you are here. How can I help you today?"
INSTRUCTIONS = "You are a helpful voice assistant. Keep your answers short and friendly."


class StarterSettings(BaseSettings):
    """Where the starter's providers are. LIVEKIT_* is read by livekit-agents itself."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_prefix="STARTER_")

    openai_url: str
    eleven_url: str
    api_key: SecretStr = SecretStr("local")
    port: int = 0


_settings = StarterSettings()  # type: ignore[call-arg]  # filled from the environment; job processes import this module
# A benchmark is to measure a busy machine, not to be turned away by it: no limit on load.
server = AgentServer(load_threshold=float("inf"), host="127.0.0.1", port=_settings.port)


@server.rtc_session(agent_name="starter")
async def converse(ctx: JobContext) -> None:
    """One job: a session with the documented parts and their defaults, and a greeting."""
    key = _settings.api_key.get_secret_value()
    session: AgentSession[None] = AgentSession(
        stt=openai.STT(base_url=_settings.openai_url, api_key=key),
        llm=openai.LLM(base_url=_settings.openai_url, api_key=key),
        tts=elevenlabs.TTS(base_url=_settings.eleven_url, api_key=key),
        turn_handling={
            "turn_detection": inference.TurnDetector(version="v1-mini"),
            "interruption": {"mode": "vad"},
        },
    )
    await session.start(agent=Agent(instructions=INSTRUCTIONS), room=ctx.room)
    await session.say(GREETING)


if __name__ == "__main__":
    agents.cli.run_app(server)
