"""What the house answers to what somebody said: short, warm, and with what a helper needs to know."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from babel import Locale
from babel.lists import format_list

from .model import House, Kind, Need, Visiting
from .speech import Phrases, counted, day_phrase, speakable, spoken


class Answers(TypedDict):
    """How one language answers. Counted answers have one text for each plural form of the language (CLDR)."""

    which: str
    done: str
    left: dict[str, str]
    nothing_left: str
    yours: str
    diet: str
    notes: str
    released: str
    raised: str
    added: str
    there_already: str
    taken_already: str
    done_already: str
    offered: str
    offered_for: str
    undone: str
    gone: str
    changed_back: str
    nothing_to_undo: str
    nobody_on_it: str
    house_diet: str
    no_diet: str
    house_notes: str
    no_house_notes: str
    welcome: str
    leave_at_door: str
    resting: str
    not_found: str
    no_board: str
    failed: str


def about(text: str, need: Need) -> str:
    """Return an answer that names a need."""
    return text.format(thing=spoken(need.title).rstrip(".!;"))


def done(answers: Answers, left: int, locale: Locale) -> str:
    """Return the thanks for something done, and how much would still help."""
    rest = counted(answers["left"], left, locale) if left else answers["nothing_left"]
    return f"{answers['done']} {rest}"


def yours(answers: Answers, need: Need, house: House) -> str:
    """Return the thanks for taking something, and what whoever does it should know."""
    sentences = [about(answers["yours"], need)]
    if house.diet and need.kind is Kind.MEAL:
        sentences.append(answers["diet"].format(diet=spoken(house.diet)))
    if need.notes:
        sentences.append(answers["notes"].format(notes=spoken(need.notes).rstrip(".")))
    return " ".join(sentences)


def offered(
    answers: Answers, phrases: Phrases, need: Need, house: House, *, day: date | None, today: date, locale: Locale
) -> str:
    """Return the thanks for an offer, and what whoever brings food should know."""
    text = about(answers["offered"], need)
    if day is not None:
        title = spoken(need.title).rstrip(".!;")
        text = answers["offered_for"].format(thing=title, day=day_phrase(day, phrases, locale, today))
    if house.diet and need.kind is Kind.MEAL:
        text = f"{text} {answers['diet'].format(diet=spoken(house.diet))}"
    return text


def which(answers: Answers, names: Sequence[str], locale: Locale) -> str:
    """Return the question which of several things was meant."""
    things = format_list([spoken(name).rstrip(".!;") for name in names], style="or", locale=locale)
    return answers["which"].format(things=things)


def visiting(answers: Answers, house: House) -> str:
    """Return how visiting is today."""
    texts = {
        Visiting.WELCOME: answers["welcome"],
        Visiting.LEAVE_AT_DOOR: answers["leave_at_door"],
        Visiting.RESTING: answers["resting"],
    }
    return texts[house.visiting]


def diet(answers: Answers, house: House) -> str:
    """Return what must not be in a meal."""
    return answers["house_diet"].format(diet=spoken(house.diet)) if house.diet else answers["no_diet"]


def notes(answers: Answers, house: House) -> str:
    """Return where things are and how to get in, whole: somebody asked for it."""
    return answers["house_notes"].format(notes=speakable(house.notes)) if house.notes else answers["no_house_notes"]
