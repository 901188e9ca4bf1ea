"""How the house speaks: one file for each language, which people who speak it can read and mend."""

from pathlib import Path
from typing import Final, cast

from homeassistant.core import HomeAssistant
from homeassistant.util import language as language_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.yaml import load_yaml_dict

from ..core.speech import Phrases

DEFAULT_LANGUAGE: Final = "en"

_LANGUAGES: HassKey[dict[str, Phrases]] = HassKey("mutual_aid_languages")


async def async_phrases(hass: HomeAssistant, language: str | None) -> tuple[str, Phrases]:
    """Return the language that is closest to the one asked for (or to the household's), and how it says things."""
    if _LANGUAGES not in hass.data:
        hass.data[_LANGUAGES] = await hass.async_add_executor_job(_load)
    languages = hass.data[_LANGUAGES]
    closest = language_util.matches(language or hass.config.language, languages)
    name = closest[0] if closest else DEFAULT_LANGUAGE
    return name, languages[name]


def _load() -> dict[str, Phrases]:
    return {
        path.stem: cast("Phrases", load_yaml_dict(str(path))["describe"])
        for path in Path(__file__).parent.glob("*.yaml")
    }
