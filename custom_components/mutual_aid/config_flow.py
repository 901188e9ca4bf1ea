"""Making a board, renaming it, and the few things two households want differently."""

from typing import Any, Final, override

import voluptuous as vol

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, OptionsFlow
from homeassistant.const import CONF_NAME, UnitOfTime
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)

from .const import DEFAULT_NAME, DOMAIN
from .options import CONF_HORIZON_DAYS, CONF_KEEP_DONE_HOURS, CONF_ON_IT_HOURS, CONF_UNDO_HOURS, CONF_VOICE, options_of

NAME_SCHEMA: Final = vol.Schema({vol.Required(CONF_NAME): TextSelector()})


def _hours(longest: int) -> NumberSelector:
    config = NumberSelectorConfig(
        min=0.5, max=longest, step=0.5, mode=NumberSelectorMode.BOX, unit_of_measurement=UnitOfTime.HOURS
    )
    return NumberSelector(config)


OPTIONS_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_UNDO_HOURS): _hours(24),
        vol.Required(CONF_KEEP_DONE_HOURS): _hours(31 * 24),
        vol.Required(CONF_ON_IT_HOURS): _hours(7 * 24),
        vol.Required(CONF_VOICE): BooleanSelector(),
        vol.Required(CONF_HORIZON_DAYS): NumberSelector(
            NumberSelectorConfig(
                min=1, max=60, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement=UnitOfTime.DAYS
            )
        ),
    }
)


class MutualAidConfigFlow(ConfigFlow, domain=DOMAIN):
    """Make a board, or give it another name."""

    VERSION = 1
    MINOR_VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> MutualAidOptionsFlow:
        """Return the flow for the options."""
        return MutualAidOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what the new board is called."""
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            if not (errors := self._name_errors(name)):
                return self.async_create_entry(title=name, data={})
        return self._ask_for_name("user", user_input or {CONF_NAME: DEFAULT_NAME}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what the board is called from now on."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            if not (errors := self._name_errors(name, entry)):
                return self.async_update_and_abort(entry, title=name)
        return self._ask_for_name("reconfigure", user_input or {CONF_NAME: entry.title}, errors)

    def _ask_for_name(self, step_id: str, suggested: dict[str, Any], errors: dict[str, str]) -> ConfigFlowResult:
        schema = self.add_suggested_values_to_schema(NAME_SCHEMA, suggested)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    def _name_errors(self, name: str, renamed: ConfigEntry | None = None) -> dict[str, str]:
        """Return what is wrong with a name: two boards of the same name could not be told apart by voice."""
        if not name:
            return {CONF_NAME: "name_missing"}
        others = (entry.title.casefold() for entry in self._async_current_entries() if entry is not renamed)
        return {CONF_NAME: "name_taken"} if name.casefold() in others else {}


class MutualAidOptionsFlow(OptionsFlow):
    """What two households may want differently."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how long things are remembered."""
        if user_input is not None:
            return self.async_create_entry(data={**self.config_entry.options, **user_input})
        schema = self.add_suggested_values_to_schema(OPTIONS_SCHEMA, options_of(self.config_entry))
        return self.async_show_form(step_id="init", data_schema=schema)
