"""Set up with one click."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult


class LoudspeakersConfigFlow(ConfigFlow, domain="loudspeakers"):
    """Make the one entry there is."""

    VERSION = 1

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask nothing."""
        if user_input is None:
            return self.async_show_form(step_id="user")
        return self.async_create_entry(title="Loudspeakers", data={})
