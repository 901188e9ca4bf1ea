"""Names that several modules share."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "mutual_aid"
EVENT_ACTIVITY: Final = "mutual_aid_event"
DEFAULT_NAME: Final = "Needs"
DATA_IS_STORED: Final = "is_stored"

PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TODO,
)
