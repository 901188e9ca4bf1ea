"""Switches: one for each standing need, on while it needs doing, so that anything that can switch can raise it."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import UNDEFINED

from .board import MutualAidConfigEntry
from .const import DOMAIN
from .core.model import Fact, Need, NeedId
from .entity import BoardEntity, board_device
from .exceptions import translated_errors

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Keep one switch for each standing need there is."""
    live, devices = entry.runtime_data, dr.async_get(hass)
    board = devices.async_get_or_create(config_entry_id=entry.entry_id, **board_device(entry))
    shown: set[NeedId] = set()

    @callback
    def follow(_: tuple[Fact, ...] = ()) -> None:
        standing = {need.id: need for need in live.outlook.standing}
        for need_id in shown - standing.keys():
            if device := devices.async_get_device_by_identifier(_identifier(entry, need_id), entry.entry_id):
                devices.async_remove_device(device.id)
        if added := [StandingNeed(entry, need, board.id) for need in standing.values() if need.id not in shown]:
            async_add_entities(added)
        shown.clear()
        shown.update(standing)

    # What was removed while nobody looked: a backup may know fewer needs than the device registry.
    expected = {_identifier(entry, need.id) for need in live.outlook.standing}
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        if device.via_device_id == board.id and device.identifiers.isdisjoint(expected):
            devices.async_remove_device(device.id)
    follow()
    entry.async_on_unload(live.async_subscribe(follow))


def _identifier(entry: MutualAidConfigEntry, need_id: NeedId) -> tuple[str, str]:
    return DOMAIN, f"{entry.entry_id}_{need_id}"


class StandingNeed(BoardEntity, SwitchEntity):
    """A need that comes and goes. It is called like its device, which is called like the need."""

    def __init__(self, entry: MutualAidConfigEntry, need: Need, board_id: str) -> None:
        """Belong to a need."""
        super().__init__(entry, SwitchEntityDescription(key=need.id, translation_key="standing_need", name=None))
        self._need = need
        self._attr_device_info = DeviceInfo(
            identifiers={_identifier(entry, need.id)},
            name=need.title,
            entry_type=DeviceEntryType.SERVICE,
            via_device_id=board_id,
        )

    @property
    @override
    def is_on(self) -> bool:
        """Return whether it needs doing."""
        return self._need.rests_since is None

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Say that it needs doing."""
        with translated_errors():
            await self.live.async_raise(self._need.id, self._take_context())

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Say that it is done."""
        with translated_errors():
            await self.live.async_complete(self._need.id, self._take_context())

    @override
    async def async_added_to_hass(self) -> None:
        """Stand in the need's area, unless somebody put the device elsewhere."""
        await super().async_added_to_hass()
        if self.device_entry is not None and self.device_entry.area_id is None:
            dr.async_get(self.hass).async_update_device(self.device_entry.id, area_id=self._need.area_id)

    @callback
    @override
    def _async_on_change(self, facts: tuple[Fact, ...]) -> None:
        """Follow the need."""
        before, after = self._need, self.live.board.needs.get(self._need.id)
        if after is None or after is before:
            return
        self._need = after
        if self.device_entry is not None and (before.title, before.area_id) != (after.title, after.area_id):
            dr.async_get(self.hass).async_update_device(
                self.device_entry.id,
                name=after.title,
                area_id=UNDEFINED if before.area_id == after.area_id else after.area_id,
            )
        self.async_write_ha_state()
