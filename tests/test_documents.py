"""Documents that are made from data say what the data say."""

from scripts.voice_docs import PAGE, page


def test_what_can_be_said_is_written_down() -> None:
    """Otherwise run `python -m scripts.voice_docs`."""
    assert PAGE.read_text(encoding="utf-8") == page()
