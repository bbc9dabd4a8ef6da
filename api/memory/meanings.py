"""Words as wishes about memory are compared by: stems, and one word for a relation in whatever language."""

from api.synapse.language.words import cut, split_words
from api.synapse.learning.vocabulary import load_vocabulary


def cut_meanings(text: str) -> list[str]:
    """The stems of a text in order, without words that say nothing; "behen" and "sister" give the same."""
    relations = load_vocabulary().relations
    return [stem for word in split_words(text) if (stem := cut(relations.get(word.removesuffix("'s"), word)))]


def find_relations(text: str) -> set[str]:
    """The stems of the relations that a text names: of "my sister's boss" those of sister and boss."""
    relations = load_vocabulary().relations
    named = (relations.get(word.removesuffix("'s")) for word in split_words(text))
    return {cut(relation) for relation in named if relation is not None}
