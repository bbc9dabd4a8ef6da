"""The rules that learn from talks, to the letter: what is plainly said is found and quoted, nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.engines.talker.reading import Turn
from local.engines.talker.talker import Talker

PROMPTS = Path(__file__).parents[3] / "prompts" / "learning"


@pytest.fixture(scope="module")
def talker() -> Talker:
    return Talker()


def ask(talker: Talker, task: str, *lines: str, known: tuple[dict[str, str], ...] = ()) -> dict[str, Any]:
    """The answer to a task as its prompt sets it; lines of the companion begin with `> `."""
    data = [json.dumps(item) for item in known]
    for number, line in enumerate(lines, start=1):
        role = "assistant" if line.startswith("> ") else "user"
        turn = {"kind": "turn", "id": f"t{number}", "role": role, "said_on": "2026-11-21"}
        data.append(json.dumps({**turn, "text": line.removeprefix("> ")}))
    system = (PROMPTS / f"{task}.md").read_text(encoding="utf-8").split("---", 2)[2]
    return json.loads(talker.fill_json([Turn("system", system), Turn("user", "\n".join(data))], {}))


def facts(talker: Talker, *lines: str, known: tuple[dict[str, str], ...] = ()) -> list[str]:
    found = ask(talker, "extract", *lines, known=known)["facts"]
    signs = {"holds": "", "ended": " (ended)", "denied": " (denied)"}
    return sorted(f"{one['subject']} {one['predicate']} {one['object']}{signs[one['stance']]}" for one in found)


SAID = {
    "I live in Pune.": ["user lives_in Pune"],
    "Well, I actually live in Navi Mumbai now.": ["user lives_in Navi Mumbai"],
    "i live in pune": ["user lives_in pune"],
    "We moved from Mumbai to Pune.": ["user lives_in Mumbai (ended)", "user lives_in Pune"],
    "I used to live in Mumbai until 2019.": ["user lives_in Mumbai (ended)"],
    "I don't live in Mumbai anymore.": ["user lives_in Mumbai (ended)"],
    "I don't live in Mumbai.": ["user lives_in Mumbai (denied)"],
    "My name is Ravi.": ["user name Ravi"],
    "Hi, I'm Asha.": ["user name Asha"],
    "I'm 29.": ["user age 29"],
    "I'm a software engineer at Infosys.": ["user works_as software engineer", "user works_at Infosys"],
    "I work as a nurse.": ["user works_as nurse"],
    "I left Infosys and joined TCS.": ["user works_at Infosys (ended)", "user works_at TCS"],
    "I quit my job.": ["user works_at  (ended)"],
    "I got laid off from Wipro.": ["user works_at Wipro (ended)"],
    "My sister Asha lives in Delhi and works at Google.": [
        "My sister Asha lives_in Delhi",
        "My sister Asha works_at Google",
        "user has_sister Asha",
    ],
    "My husband Arjun is a doctor. He works at Apollo.": [
        "My husband Arjun works_as doctor",
        "My husband Arjun works_at Apollo",
        "user partner_name Arjun",
    ],
    "my mom's name is Sunita": ["user mother_name Sunita"],
    "I'm dating Kabir.": ["user partner_name Kabir"],
    "I broke up with Kabir.": ["user partner_name Kabir (ended)"],
    "I got married last year.": ["user relationship_status married"],
    "I have a dog called Bruno.": ["user has_pet Bruno"],
    "My dog Bruno died yesterday.": ["user has_pet Bruno (ended)"],
    "I love chai and mangoes.": ["user likes chai", "user likes mangoes"],
    "I don't like coffee anymore.": ["user dislikes coffee"],
    "My favorite colour is blue.": ["user favourite_colour blue"],
    "I'm allergic to peanuts.": ["user allergic_to peanuts"],
    "My wedding has been moved to 10 June.": ["user wedding_date 10 June"],
    "main Pune mein rehta hoon": ["user lives_in Pune"],
    "Meri behen Asha Delhi mein rehti hai.": ["Meri behen Asha lives_in Delhi", "user has_sister Asha"],
    "mera naam Rahul hai": ["user name Rahul"],
    "mujhe chai pasand hai": ["user likes chai"],
    "mujhe karela pasand nahi hai": ["user dislikes karela"],
    "main Infosys mein kaam karti hoon": ["user works_at Infosys"],
    "maine naukri chhod di": ["user works_at  (ended)"],
    "pehle main Mumbai mein rehta tha": ["user lives_in Mumbai (ended)"],
    "मेरा नाम आशा है": ["user name आशा"],
    "मैं पुणे में रहता हूँ": ["user lives_in पुणे"],
    "मेरी बहन का नाम आशा है": ["user has_sister आशा"],
    "मुझे चाय पसंद है": ["user likes चाय"],
}


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_is_found(talker: Talker, said: str) -> None:
    assert facts(talker, said) == SAID[said]


@pytest.mark.parametrize(
    "said",
    [
        "I live in fear.",
        "I live in a small flat.",
        "If I lived in Delhi I would be happy.",
        "I wish I worked at Google.",
        "Should I move to Delhi?",
        "You said I live in Delhi.",
        "I never said I live in Delhi.",
        "I visited Goa.",
        "I'm going to Goa tomorrow.",
        "I'm moving to Pune next month.",
        "I would love to go to Goa.",
        "I like you.",
        "I like how you talk.",
        "She lives in Pune.",
        "My brother is Indian.",
        "I'm Indian.",
        "I'm not married.",
        "My parents live in Delhi and work hard.",
        "I work from home at night.",
        "Maybe I live in a dream.",
        "agar main Delhi mein rehta",
    ],
)
def test_what_is_not_said_is_not_found(talker: Talker, said: str) -> None:
    assert facts(talker, said) == []


def test_the_companions_words_are_not_learned(talker: Talker) -> None:
    assert facts(talker, "> I live in the clouds. You live in Pune.", "Ha ha.") == []


def test_a_correction_finds_what_it_is_about(talker: Talker) -> None:
    right = ["user lives_in Mumbai (denied)", "user lives_in Pune"]
    known = ({"kind": "fact", "subject": "user", "predicate": "lives_in", "object": "Mumbai"},)
    for said in ("No, Pune, not Mumbai.", "Actually it's Pune not Mumbai", "nahi, Mumbai nahi Pune"):
        assert facts(talker, said, known=known) == right
    assert facts(talker, "No, Pune, not Mumbai.") == [], "nobody knows what that is about"
    assert facts(talker, "I live in Mumbai.", "No, Pune, not Mumbai.") == ["user lives_in Mumbai", *right]


def test_every_quote_is_verbatim_and_names_its_turn(talker: Talker) -> None:
    lines = list(SAID)
    answer = ask(talker, "extract", *lines)
    for one in (*answer["facts"], *answer["loops"], *answer["closed"]):
        said = lines[int(one["turn"].removeprefix("t")) - 1]
        assert one["quote"] in said
        assert one.get("object", "") in said


@pytest.mark.parametrize(
    ("said", "loop"),
    [
        ("I have an interview tomorrow.", ("plan", "interview", "tomorrow")),
        ("I have a job interview at Google next Friday.", ("plan", "job interview at Google", "next Friday")),
        ("My exam is on 3 June.", ("plan", "exam", "3 June")),
        ("I'm moving to Pune next month.", ("plan", "moving to Pune", "next month")),
        ("I'll call my sister tomorrow.", ("promise", "call my sister", "tomorrow")),
        ("I promised my mom I'd call her on Sunday.", ("promise", "I promised my mom I'd call her", "on Sunday")),
        ("I'm really worried about my exam.", ("worry", "exam", None)),
        ("mujhe kal interview hai", ("plan", "interview", "kal")),
        ("agle hafte meri shaadi hai", ("plan", "shaadi", "agle hafte")),
        ("main kal Delhi ja raha hoon", ("plan", "Delhi ja raha", "kal")),
        ("mujhe exam ki tension ho rahi hai", ("worry", "exam", None)),
    ],
)
def test_loops_open(talker: Talker, said: str, loop: tuple[str, str, str | None]) -> None:
    (found,) = ask(talker, "extract", said)["loops"]
    assert (found["kind"], found["text"], found["due"]) == loop


@pytest.mark.parametrize(
    "said",
    ["I'll be fine.", "I went to Goa last week.", "I had an interview yesterday.", "I'm not worried about the exam.",
     "I will go tomorrow if it rains.", "Do I have an interview tomorrow?"],
)  # fmt: skip
def test_no_loop_opens(talker: Talker, said: str) -> None:
    assert ask(talker, "extract", said)["loops"] == []


@pytest.mark.parametrize(
    ("said", "closed"),
    [
        ("The interview went well!", "L1"),
        ("interview acha gaya", "L1"),
        ("I'm not moving to Pune anymore.", "L2"),
        ("I finally called my sister.", "L3"),
        ("Never mind the exam.", "L4"),
        ("I passed my exam!", "L4"),
        ("exam khatam ho gaya", "L4"),
        ("I finished the report.", "report"),
    ],
)
def test_loops_close(talker: Talker, said: str, closed: str) -> None:
    texts = ["interview at Google", "moving to Pune", "call my sister", "exam"]
    known = tuple({"kind": "loop", "id": f"L{n}", "text": text} for n, text in enumerate(texts, start=1))
    (found,) = ask(talker, "extract", said, known=known)["closed"]
    assert found["about"] == closed
    assert ask(talker, "extract", said.rstrip("!.") + "?", known=known)["closed"] == []


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("I moved to Pune last month.", "last month"),
        ("I got promoted yesterday!", "yesterday"),
        ("My father passed away in 2019.", "in 2019"),
        ("My wedding was on 3 June 2020.", "on 3 June 2020"),
        ("I finally got the job!", "2026-11-21"),
        ("meri shaadi 2018 mein hui thi", "2018 mein"),
    ],
)
def test_events_are_dated(talker: Talker, said: str, date: str) -> None:
    (event,) = ask(talker, "analyse", said)["events"]
    assert event["date"] == date
    assert event["quote"] == said
    assert event["astro_tie"] is None


@pytest.mark.parametrize(
    "said",
    [
        "I moved to Pune.",
        "I will get married in 2027.",
        "I'm getting married in June.",
        "Did I get promoted yesterday?",
    ],
)
def test_what_has_no_date_or_is_to_come_is_no_event(talker: Talker, said: str) -> None:
    assert ask(talker, "analyse", said)["events"] == []


def test_a_tie_is_taken_from_the_words_alone(talker: Talker) -> None:
    (event,) = ask(talker, "analyse", "I got married during my Saturn return in 2021.")["events"]
    assert event["astro_tie"] == "Saturn return"


def test_the_overview_grows_and_changes(talker: Talker) -> None:
    first = ask(talker, "analyse", "I live in Pune and work at Infosys. I'm worried about my exam.")
    assert first["updated_overview"] == ("They live in Pune. They work at Infosys. They are worried about this: exam.")
    assert first["contextual_update_text"] == "They said that they are worried about this: exam."
    known = ({"kind": "overview", "text": first["updated_overview"]},)
    later = ask(talker, "analyse", "I moved to Delhi.", known=known)["updated_overview"]
    assert later.startswith("They live in Delhi. They work at Infosys.")
    assert "Pune" not in later
    assert ask(talker, "analyse", "Hello!", "How are you?", known=known)["updated_overview"] == ""
