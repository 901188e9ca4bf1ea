"""How long the house takes to answer, on a real server: printed, not judged. Usage: scripts/benchmark."""

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from tests.e2e.server import RealServer

_ROUNDS: Final = 60
_ORDINARY: Final = ("turn on the kitchen light", "what is the weather like on thursday", "set a timer for ten minutes")
_SIZES: Final = (10, 100, 1_000)


def main() -> None:
    """Measure without a board, and with boards of several sizes."""
    with TemporaryDirectory() as folder, RealServer(Path(folder)) as server:
        without = [_median(server, sentence) for sentence in _ORDINARY]
        _print("an ordinary sentence, without a board", without)
        server.set_up("mutual_aid", name="Needs")
        size = 0
        for wanted in _SIZES:
            for number in range(size, wanted - 1):
                server.act("mutual_aid.add_need", title=f"Sort box {number} of the attic", minutes=number % 90 + 1)
            size = wanted - 1
            _measure(server, wanted, without)


def _measure(server: RealServer, size: int, without: list[float]) -> None:
    server.act("mutual_aid.add_need", title="Wash the dishes", kind="dishes")
    server.wait_until(lambda: "would help" in server.say("what needs doing"), "it is listened for")
    print(f"With {size} needs:")
    _print("  what needs doing", [_median(server, "what needs doing")])
    _print("  the dishes are done, and undo that", [_median(server, "the dishes are done", after="undo that")])
    slower = [_median(server, sentence) - before for sentence, before in zip(_ORDINARY, without, strict=True)]
    _print("  an ordinary sentence is slower by", slower)
    server.act("mutual_aid.remove_need", need="Wash the dishes")


def _median(server: RealServer, sentence: str, *, after: str | None = None) -> float:
    return asyncio.run(_ask_again_and_again(server, sentence, after))


async def _ask_again_and_again(server: RealServer, sentence: str, after: str | None) -> float:
    times = []
    async with server.connected() as connection:
        for number in range(_ROUNDS):
            for said in filter(None, (sentence, after)):
                ask = {"id": 2 * number + 1 + (said == after), "type": "conversation/process", "text": said}
                began = perf_counter()
                await connection.send_json({**ask, "language": "en"})
                await connection.receive_json()
                if said == sentence:
                    times.append(perf_counter() - began)
    return median(times[5:]) * 1_000


def _print(what: str, milliseconds: list[float]) -> None:
    print(f"{what}: {', '.join(f'{found:.1f} ms' for found in milliseconds)}", flush=True)


if __name__ == "__main__":
    main()
