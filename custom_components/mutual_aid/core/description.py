"""What stands below the title of a need on lists and calendars: its notes and, on a meal, what must not be in it."""

from .model import House, Kind, Need


def description(need: Need, house: House, diet_line: str) -> str | None:
    """Return the text below a title; `diet_line` has a place for the diet."""
    return "\n\n".join(filter(None, (need.notes, _diet(need, house, diet_line)))) or None


def notes_in(text: str, need: Need, house: House, diet_line: str) -> str:
    """Return the notes that somebody means who wrote this text below the title of a need."""
    diet = _diet(need, house, diet_line)
    if diet is None or not text.endswith(diet):
        return text
    return text.removesuffix(diet).removesuffix("\n\n")


def _diet(need: Need, house: House, diet_line: str) -> str | None:
    return diet_line.format(diet=house.diet) if house.diet and need.kind is Kind.MEAL else None
