"""What people say about their memory is told from ordinary talk that uses the same words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra.memory.commands import (
    CorrectMemory,
    ExplainRecall,
    ForgetAbout,
    GoOffRecord,
    GoOnRecord,
    MemoryCommand,
    RecallAbout,
    recognise_command,
)
from astra.memory.commands_consent import read_consent

OFF, ON = GoOffRecord(), GoOnRecord()
ALL, JUST = ForgetAbout(everything=True), ForgetAbout(just_said=True)

COMMANDS: list[tuple[str, MemoryCommand]] = [
    ("What do you remember about my sister?", RecallAbout("my sister")),
    ("what do you remember about me", RecallAbout(None)),
    ("So, what do you still remember?", RecallAbout(None)),
    ("Hey Astra, can you tell me what you remember about Pune?", RecallAbout("Pune")),
    ("Tell me everything you know about me.", RecallAbout(None)),
    ("what do you know about my mother", RecallAbout("my mother")),
    ("What have you saved about me?", RecallAbout(None)),
    ("Do you remember anything about Rohan?", RecallAbout("Rohan")),
    ("What's in your memory?", RecallAbout(None)),
    ("tumhe meri behen ke baare mein kya yaad hai", RecallAbout("meri behen")),
    ("mere baare mein kya jaante ho", RecallAbout(None)),
    ("aapko Rohan ke bare me kya kya yaad hai?", RecallAbout("Rohan")),
    ("tumhe kya yaad hai mere baare mein", RecallAbout(None)),
    ("तुम्हें मेरे बारे में क्या याद है?", RecallAbout(None)),
    ("आपको मेरी बहन के बारे में क्या याद है?", RecallAbout("मेरी बहन")),
    ("How do you know that?", ExplainRecall()),
    ("But how do you know?", ExplainRecall()),
    ("how did you know that", ExplainRecall()),
    ("How do you know about my sister?", ExplainRecall("my sister")),
    ("How do you know my sister lives in Lisbon?", ExplainRecall("my sister lives in Lisbon")),
    ("Where did you get that from?", ExplainRecall()),
    ("When did I say that?", ExplainRecall()),
    ("Did I tell you that?", ExplainRecall()),
    ("Who told you that?", ExplainRecall()),
    ("tumhe kaise pata?", ExplainRecall()),
    ("aapko ye kaise pata chala", ExplainRecall()),
    ("तुम्हें कैसे पता?", ExplainRecall()),
    ("maine ye kab bola?", ExplainRecall()),
    ("मैंने यह कब कहा?", ExplainRecall()),
    ("That's not true.", CorrectMemory(None)),
    ("that's not true, it's Pune", CorrectMemory("it's Pune")),
    ("No, that's wrong, my sister is called Asha.", CorrectMemory("my sister is called Asha")),
    ("That isn't right. I moved to Delhi.", CorrectMemory("I moved to Delhi")),
    ("You got that wrong.", CorrectMemory(None)),
    ("I never said that.", CorrectMemory(None)),
    ("That's wrong. It's Pune, not Mumbai.", CorrectMemory("Pune", "Mumbai")),
    ("No, it's Pune, not Mumbai.", CorrectMemory("Pune", "Mumbai", is_firm=False)),
    ("no, Pune, not Mumbai", CorrectMemory("Pune", "Mumbai", is_firm=False)),
    ("Not Mumbai, Pune.", CorrectMemory("Pune", "Mumbai", is_firm=False)),
    ("No, my sister is called Asha", CorrectMemory("my sister is called Asha", is_firm=False)),
    ("ye galat hai, meri behen ka naam Asha hai", CorrectMemory("meri behen ka naam Asha hai")),
    ("यह गलत है, मेरी बहन का नाम आशा है", CorrectMemory("मेरी बहन का नाम आशा है")),
    ("nahi, Pune, Mumbai nahi", CorrectMemory("Pune", "Mumbai", is_firm=False)),
    ("Forget what I said about my sister.", ForgetAbout("my sister")),
    ("Could you please forget everything I told you about the job in Pune?", ForgetAbout("the job in Pune")),
    ("Forget what I told you about work, let's talk about love.", ForgetAbout("work")),
    ("I want you to forget all that I've said about Rohan", ForgetAbout("Rohan")),
    ("Please delete everything you know about me", ALL),
    ("Forget everything.", ALL),
    ("mere baare mein sab kuch bhool jao", ALL),
    ("forget that I said I smoke", ForgetAbout("I smoke")),
    ("Remove Rohan from your memory.", ForgetAbout("Rohan")),
    ("don't remember what I said about my father", ForgetAbout("my father")),
    ("Forget what I just said.", JUST),
    ("Please forget that I said that.", JUST),
    ("jo maine abhi kaha wo bhool jao", JUST),
    ("maine Rohan ke baare mein jo kaha wo bhool jao", ForgetAbout("Rohan")),
    ("Rohan ke baare mein jo maine bataya tha use bhul jao", ForgetAbout("Rohan")),
    ("मैंने रोहन के बारे में जो कहा वो भूल जाओ", ForgetAbout("रोहन")),
    ("meri behen wali baat bhool jao", ForgetAbout("meri behen")),
    ("Off the record, please.", OFF),
    ("Let's go off the record for a moment", OFF),
    ("Can we talk off the record?", OFF),
    ("This is off the record.", OFF),
    ("Please don't record this.", OFF),
    ("Stop recording.", OFF),
    ("Off the record, I hate my boss.", GoOffRecord("I hate my boss")),
    ("off the record I hate my boss", GoOffRecord("I hate my boss")),
    ("ye off the record rakho", OFF),
    ("ise yaad mat rakhna", OFF),
    ("record mat karo", OFF),
    ("ऑफ द रिकॉर्ड", OFF),
    ("Back on the record.", ON),
    ("Okay, we can go back on the record now", ON),
    ("You can remember again", ON),
    ("start recording again", ON),
    ("ab yaad rakho", ON),
    ("phir se record karo", ON),
]

TALK = [
    "I forget what I said about my sister",
    "I forgot what I told you about work",
    "don't forget my keys",
    "Don't forget what I said about Goa.",
    "never forget what I told you about her",
    "did you forget what I said about my sister?",
    "I want to forget what I said about him",
    "forget it",
    "forget about it",
    "forget about him, let's talk about work",
    "let's forget what he said about me",
    "forget what he said about my work",
    "I can't forget everything he said about me",
    "how do I forget what she said about me",
    "bhool jao",
    "usko bhool jao",
    "main bhool gaya",
    "What do you know about Mercury retrograde?",
    "what do you remember about my chart",
    "what do you remember about our last talk",
    "do you remember my sister?",
    "What did I tell you about my sister?",
    "shani ke baare mein kya pata hai",
    "How do you know when to leave a job?",
    "how do you know if he loves me",
    "how do you know my rising sign",
    "mujhe kaise pata hoga",
    "He told me off the record that he is leaving",
    "was that off the record?",
    "is this off the record?",
    "what does off the record mean",
    "off the record meetings are common",
    "I'm not off the record",
    "I don't remember this",
    "don't remember him that way",
    "That's not right of him to say",
    "it's not true love",
    "Is that not true?",
    "that's wrong on so many levels",
    "I'm not angry, I'm sad",
    "no, I don't think so",
    "no thanks",
    "I'm wrong about love all the time",
    "he is on the record as a liar",
    "we should go on a trip",
    "My sister is called Asha",
    "the record was broken",
    "remember my birthday",
    "please remember that I like tea",
    "delete my account",
    "you know what, forget the party",
    "erase the board",
    "",
    "?!…",
    "   ",
]


@pytest.mark.parametrize(("text", "command"), COMMANDS)
def test_a_wish_is_understood(text: str, command: MemoryCommand) -> None:
    assert recognise_command(text) == command


@pytest.mark.parametrize("text", TALK)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert recognise_command(text) is None


@pytest.mark.parametrize("text", [text for text, _ in COMMANDS])
def test_a_wish_is_understood_however_it_is_written(text: str) -> None:
    assert type(recognise_command(text.upper())) is type(recognise_command(text))
    assert recognise_command(f"  {text}  ") == recognise_command(text)
    assert recognise_command(text.replace("'", "’")) == recognise_command(text)


@pytest.mark.parametrize("opener", ["I told him:", "She said", "My friend asks", "yesterday he said"])
@pytest.mark.parametrize("text", [text for text, _ in COMMANDS[:60:3] if " baare " not in text])
def test_what_others_said_is_no_wish(opener: str, text: str) -> None:
    found = recognise_command(f"{opener} {text}")
    assert found is None or isinstance(found, RecallAbout)


@given(st.text(max_size=500))
def test_any_text_is_read_without_trouble(text: str) -> None:
    recognise_command(text)
    read_consent(text)


@pytest.mark.parametrize("piece", ["this is ", "no, ", "ye ", "forget what i said about ", "let's go ", "kya "])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    for _ in range(20):
        recognise_command((piece * 400)[:400])
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "text", ["yes", "Yes please.", "haan", "हाँ", "जी हाँ", "go ahead, forget it", "ok", "do it", "Yes, delete it."]
)
def test_yes(text: str) -> None:
    assert read_consent(text) is True


@pytest.mark.parametrize("text", ["no", "No, keep it", "nahi", "रहने दो", "rehne do", "don't", "Never mind.", "no no"])
def test_no(text: str) -> None:
    assert read_consent(text) is False


@pytest.mark.parametrize("text", ["yes but wait, my sister", "what?", "yes?", "no idea what you mean by that", ""])
def test_neither(text: str) -> None:
    assert read_consent(text) is None
