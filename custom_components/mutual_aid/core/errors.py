"""What can be wrong with what somebody asks of a board."""

from collections.abc import Iterable
from enum import StrEnum


class TextField(StrEnum):
    """The texts people write."""

    TITLE = "title"
    NOTES = "notes"
    DIET = "diet"
    NAME = "name"


class NumberField(StrEnum):
    """The numbers people give."""

    MINUTES = "minutes"
    HELPERS = "helpers"
    DURATION = "duration"
    REPEAT_AFTER = "repeat_after"


class NeedError(Exception):
    """Something was asked that cannot be done; nothing has changed.

    `key` names the sentence to show, `placeholders` fill it.
    """

    key: str

    def __init__(self, **placeholders: str) -> None:
        """Remember what fills the sentence."""
        super().__init__(self.key)
        self.placeholders = placeholders


class TitleMissingError(NeedError):
    """A need without a title."""

    key = "title_missing"


class TextTooLongError(NeedError):
    """A text longer than its field takes."""

    def __init__(self, field: TextField, limit: int) -> None:
        """Say which field and how many characters it takes."""
        self.key = f"{field}_too_long"
        super().__init__(limit=str(limit))


class TextUnreadableError(NeedError):
    """A text with control characters, or with line breaks where it has one line."""

    def __init__(self, field: TextField) -> None:
        """Say which field."""
        self.key = f"{field}_unreadable"
        super().__init__()


class OutOfRangeError(NeedError):
    """A number that makes no sense for its field."""

    def __init__(self, field: NumberField, low: int, high: int) -> None:
        """Say what would be right."""
        self.key = f"{field}_out_of_range"
        super().__init__(low=str(low), high=str(high))


class TimeOutOfRangeError(NeedError):
    """A year that was hardly meant."""

    key = "time_out_of_range"

    def __init__(self, low: int, high: int) -> None:
        """Say what would be right."""
        super().__init__(low=str(low), high=str(high))


class UnknownKindError(NeedError):
    """A kind of help that there is no word for."""

    key = "unknown_kind"

    def __init__(self, kind: str, kinds: Iterable[str]) -> None:
        """Say what was given and what would have been right."""
        super().__init__(kind=kind, kinds=", ".join(kinds))


class UnknownAreaError(NeedError):
    """An area that the home does not have."""

    key = "unknown_area"

    def __init__(self, area_id: str) -> None:
        """Say which."""
        super().__init__(area_id=area_id)


class EndBeforeStartError(NeedError):
    """A need that would end before it starts."""

    key = "end_before_start"


class EndWithoutStartError(NeedError):
    """A need with an end and no start."""

    key = "end_without_start"


class TwoDueDatesError(NeedError):
    """A due date and a due time at once."""

    key = "two_due_dates"


class RuleUnreadableError(NeedError):
    """A repeat rule that is none, or that says more than days."""

    key = "rule_unreadable"

    def __init__(self, rule: str) -> None:
        """Say which."""
        super().__init__(rule=rule)


class RuleNeverError(NeedError):
    """A repeat rule for a day that never comes."""

    key = "rule_never"

    def __init__(self, rule: str) -> None:
        """Say which."""
        super().__init__(rule=rule)


class TwoRepeatsError(NeedError):
    """A rule and a duration after it was last done at once."""

    key = "two_repeats"


class SlotRepeatsError(NeedError):
    """One day of a series that is to repeat, or to stand, by itself."""

    key = "slot_repeats"


class NotStandingError(NeedError):
    """A need that is to be raised and does not rest."""

    key = "not_standing"

    def __init__(self, title: str) -> None:
        """Say which."""
        super().__init__(need=title)


class CannotSpeakError(NeedError):
    """Something that is to say what is open, and has no voice."""

    key = "cannot_speak"

    def __init__(self, entity_id: str) -> None:
        """Say which."""
        super().__init__(entity_id=entity_id)


class NoVoiceError(NeedError):
    """A media player, and nothing that turns text into speech for it."""

    key = "no_voice"


class NeedNotFoundError(NeedError):
    """No need by that id or title."""

    key = "need_not_found"

    def __init__(self, need: str) -> None:
        """Say what was looked for."""
        super().__init__(need=need)


class AmbiguousNeedError(NeedError):
    """Several needs that fit equally."""

    key = "need_ambiguous"

    def __init__(self, need: str, candidates: Iterable[str]) -> None:
        """Name those that fit."""
        super().__init__(need=need, candidates=", ".join(f"“{title}”" for title in candidates))


class NothingToUndoError(NeedError):
    """Nothing was changed within the undo window."""

    key = "nothing_to_undo"


class BoardFullError(NeedError):
    """As many needs as a board holds."""

    key = "board_full"

    def __init__(self, limit: int) -> None:
        """Say how many that is."""
        super().__init__(limit=str(limit))
