"""The doctor tries the models that the worker would use, whatever of them is set."""

from launch.doctor import list_llm_links


def test_one_key_alone_brings_the_whole_of_its_links() -> None:
    links = list_llm_links({"OPENROUTER_API_KEY": "router", "PATH": "/bin"})

    assert [link.label for link in links][:1] == ["openrouter/primary"]
    assert all(link.model and link.base_url for link in links)


def test_a_model_of_ones_own_is_the_one_that_is_tried() -> None:
    links = list_llm_links({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "LLM_EMERGENCY_MODEL": "mine"})

    assert [(link.model, link.base_url) for link in links] == [("mine", "http://127.0.0.1:9/v1")]
