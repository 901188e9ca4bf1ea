"""The one place where what a board refuses becomes what Home Assistant shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .core.errors import NeedError
from .database import StorageError


@contextmanager
def translated_errors() -> Iterator[None]:
    """Say in the user's language what is wrong with a request, or with the disk."""
    try:
        yield
    except NeedError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key=err.key, translation_placeholders=err.placeholders
        ) from err
    except StorageError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.key) from err
