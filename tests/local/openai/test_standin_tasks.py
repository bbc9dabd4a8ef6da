"""Tasks behind the scenes take nothing that was set for the talk: no scripted reply, no counted fault."""

import json
from pathlib import Path

import pytest
from openai import AsyncOpenAI, InternalServerError

from tests.fakes.standin_servers import Standin

PROMPT = (Path(__file__).parents[3] / "prompts" / "learning" / "extract.md").read_text(encoding="utf-8")
LINE = json.dumps({"kind": "turn", "id": "t1", "role": "user", "said_on": "2026-11-21", "text": "I live in Pune."})


@pytest.fixture(params=["real_openai", "bench_openai"], ids=["rules", "bench"])
def standin(request: pytest.FixtureRequest) -> Standin:
    return request.getfixturevalue(request.param)


async def learn(client: AsyncOpenAI) -> str:
    answer = await client.chat.completions.create(
        model="astra-demo",
        messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": LINE}],
        response_format={"type": "json_object"},
    )
    return json.loads(answer.choices[0].message.content or "")["facts"][0]["object"]


async def say(client: AsyncOpenAI) -> str | None:
    answer = await client.chat.completions.create(model="astra-demo", messages=[{"role": "user", "content": "Hello."}])
    return answer.choices[0].message.content


async def test_a_task_leaves_scripts_and_counted_faults_to_the_talk(standin: Standin) -> None:
    async with AsyncOpenAI(base_url=standin.base_url, api_key="k", max_retries=0) as client:
        standin.script(replies=["As scripted."])
        assert await learn(client) == "Pune"
        assert await say(client) == "As scripted."
        standin.set_fault("status", stage="llm", status=500, times=1)
        assert await learn(client) == "Pune"
        with pytest.raises(InternalServerError):
            await say(client)
        standin.set_fault("status", stage="llm", status=500)
        with pytest.raises(InternalServerError):
            await learn(client)
        standin.reset()
