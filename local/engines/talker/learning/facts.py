"""Facts: what a person plainly says of themselves and of those they speak of, sentence by sentence."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from local.engines.talker.learning.pieces import compile_pattern, is_question, split_sentences
from local.engines.talker.learning.task import KnownFact, Line, Task
from local.engines.talker.lexicon import load_data

_ME = "user"
_PRONOUNS = frozenset({"she", "he", "woh", "wo", "vo"})
_TRAILING = re.compile(r"[\s,;:.!?।'\"’]+$")
_SINCE = "(?P<since>(?:since|in|from|until|till) (?:<month>,? )?(?:19|20)\\d\\d|<back>)"
_DATED = frozenset({"lives_in", "works_at", "works_as", "studies", "studies_at", "relationship_status", "diet"})
"""What begins and ends on a day."""
_MOVED = frozenset({"moved", "shifted", "relocated", "joined", "started", "got", "quit", "left", "shift"})
_DANGLING = re.compile(r"(?:^|\s)(?:it|this|that|these|those|him|her|them|us|me|you)$", re.IGNORECASE)
_SPOILED = re.compile(r"\b(?:not|never|n't|n’t|nahi|nahin)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    predicate: str
    pattern: re.Pattern[str]
    stance: str
    unless: re.Pattern[str] | None


@dataclass(slots=True)
class _Reader:
    """Reads turn by turn; remembers who was spoken of last, and what was found, for corrections."""

    known: list[KnownFact]
    found: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    spoken_of: str | None = None
    line_id: str = ""
    sentence: str = ""

    def add(self, subject: str, predicate: str, obj: str, stance: str = "holds") -> None:
        sentence = self.sentence
        obj = _TRAILING.sub("", obj)
        if _DANGLING.search(obj):
            return
        fact = {
            "subject": subject,
            "predicate": predicate,
            "object": obj,
            "stance": stance,
            "since": _find_since(sentence) if stance == "holds" and predicate in _DATED else None,
            "until": _find_since(sentence) if stance == "ended" and predicate in _DATED else None,
            "quote": sentence,
            "turn": self.line_id,
        }
        if fact not in self.found:
            self.found.append(fact)
        if stance == "holds":
            self.known.append(KnownFact(subject, predicate, obj))

    def read(self, line: Line) -> None:
        self.spoken_of, self.line_id = None, line.id
        for sentence in split_sentences(line.text):
            self.sentence = sentence
            if is_question(sentence) or compile_pattern(_book()["unreal"]).search(sentence):
                continue
            if self._read_correction(sentence):
                continue
            self._read_kin(sentence)
            self._read_others(sentence)
            self._read_me(sentence)

    def _read_me(self, sentence: str) -> None:
        for rule in _rules("about_me"):
            for match in rule.pattern.finditer(sentence):
                if _is_spoiled(rule, match, sentence) or not _is_mine(match, sentence):
                    continue
                groups = match.groupdict()
                if before := groups.get("before"):
                    self.add(_ME, rule.predicate, before, "ended")
                predicate = _name_predicate(rule.predicate, groups.get("kind"))
                self.add(_ME, predicate, groups.get("object") or "", rule.stance)
                if also := groups.get("also"):
                    self.add(_ME, predicate, also, rule.stance)

    def _read_others(self, sentence: str) -> None:
        for rule in _rules("about_others"):
            for match in rule.pattern.finditer(sentence):
                subject = self._resolve(match["who"])
                if subject is not None and not _is_spoiled(rule, match, sentence):
                    self.add(subject, rule.predicate, match["object"], rule.stance)

    def _read_kin(self, sentence: str) -> None:
        if gone := compile_pattern(cast("str", _book()["pet_gone"])).search(sentence):
            self.add(_ME, "has_pet", gone["object"], "ended")
            return
        for pattern in cast("list[str]", _book()["names_of_kin"]):
            for match in compile_pattern(pattern).finditer(sentence):
                predicate = _kin().get(match["kin"].lower())
                if predicate is not None and not _SPOILED.search(sentence[: match.start("object")]):
                    self.add(_ME, predicate, match["object"])
                    self.spoken_of = f"{match['kin']} {_TRAILING.sub('', match['object'])}"

    def _resolve(self, who: str) -> str | None:
        """Whom a word means: a name, a relation, or whoever was spoken of last in this turn."""
        who = _TRAILING.sub("", who)
        if not who or who.lower() in _PRONOUNS:
            return self.spoken_of
        self.spoken_of = who
        return who

    def _read_correction(self, sentence: str) -> bool:
        """Whether the sentence puts something right that is known, in this talk or from before."""
        for pattern in cast("list[str]", _book()["corrections"]):
            match = compile_pattern(pattern).search(sentence)
            if match is None:
                continue
            wrong, right = _TRAILING.sub("", match["wrong"]), _TRAILING.sub("", match["right"])
            meant = next((one for one in reversed(self.known) if one.object.lower() == wrong.lower()), None)
            if meant is not None and right.lower() != wrong.lower():
                self.add(meant.subject, meant.predicate, right)
                self.add(meant.subject, meant.predicate, wrong, "denied")
                return True
        return False


def find_facts(task: Task) -> list[dict[str, Any]]:
    """The facts of a transcript as a model would write them."""
    reader = _Reader(list(task.facts))
    for line in task.lines:
        if line.is_user:
            reader.read(line)
    return reader.found


def is_unreal(sentence: str) -> bool:
    """Whether a sentence only imagines, or speaks of what somebody else said."""
    return compile_pattern(cast("str", _book()["unreal"])).search(sentence) is not None


def _is_spoiled(rule: _Rule, match: re.Match[str], sentence: str) -> bool:
    if rule.unless is not None and rule.unless.search(match.group()):
        return True
    return rule.stance == "holds" and _SPOILED.search(sentence[: match.start()]) is not None


def _is_mine(match: re.Match[str], sentence: str) -> bool:
    """Whether an "and live in …" goes on with what the speaker says of themselves."""
    if re.match(
        r"\s*(?:i|we|my|main|mai|mujhe|mer[aie]|hum|maine)\b|[\u0900-\u097f]", match.group().lstrip(), re.IGNORECASE
    ):
        return True
    if re.match(r"\b(?:and|aur)\b", sentence[max(0, match.start() - 3) : match.start()].strip(), re.IGNORECASE):
        return re.match(r"(?:\w+,? ){0,2}(?:i|we)\b", sentence, re.IGNORECASE) is not None
    return not match.group()[:1].isspace()


def _find_since(sentence: str) -> str | None:
    """When something began or ended, where the sentence says so."""
    words = set(re.findall(r"\w+", sentence.lower()))
    match = compile_pattern(_SINCE).search(sentence)
    if match is None or not (words & _MOVED or words & {"since", "until", "till"}):
        return None
    return match["since"]


def _name_predicate(predicate: str, kind: str | None) -> str:
    return predicate.replace("*", "_".join((kind or "").lower().split()))


@cache
def _rules(section: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            predicate=entry["is"],
            pattern=compile_pattern(entry["say"]),
            stance=entry.get("stance", "holds"),
            unless=compile_pattern(entry["unless"]) if "unless" in entry else None,
        )
        for entry in cast("list[dict[str, str]]", _book()[section])
    )


@cache
def _kin() -> dict[str, str]:
    return {word: name for name, words in cast("dict[str, str]", _book()["kin"]).items() for word in words.split()}


def _book() -> dict[str, Any]:
    return cast("dict[str, Any]", load_data("learn_facts"))
