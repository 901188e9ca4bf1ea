"""Speaking to the house, with Home Assistant's own agent and with another one in front."""

import pytest

from .server import RealServer


@pytest.fixture(scope="module", autouse=True)
def sentences(server: RealServer) -> None:
    """Turn the sentences of the board on."""
    (entry,) = server.rest("GET", "/api/config/config_entries/entry?domain=mutual_aid")
    options = "/api/config/config_entries/options/flow"
    flow = server.rest("POST", options, {"handler": entry["entry_id"]})
    usual = {field["name"]: field["description"]["suggested_value"] for field in flow["data_schema"]}
    server.rest("POST", f"{options}/{flow['flow_id']}", {**usual, "voice": True})
    server.wait_until(lambda: "Sorry" not in server.say("what needs doing"), "it is listened for")


@pytest.fixture(scope="module")
def chatterbox(server: RealServer) -> str:
    """Have a pipeline with an agent that knows nothing of boards, and return its id."""
    if not server.rest("GET", "/api/config/config_entries/entry?domain=loudspeakers"):
        server.set_up("loudspeakers")
    pipeline: str = server.ws(
        "assist_pipeline/pipeline/create",
        name="Chatterbox",
        language="en",
        conversation_engine="conversation.chatterbox",
        conversation_language="en",
        stt_engine=None,
        stt_language=None,
        tts_engine=None,
        tts_language=None,
        tts_voice=None,
        wake_word_entity=None,
        wake_word_id=None,
    )["id"]
    return pipeline


def state_of(server: RealServer, title: str) -> str:
    """Return how things stand with a need."""
    needs = server.ask("mutual_aid.list_needs", state="all")["needs"]
    state: str = next(need["state"] for need in needs if need["title"] == title)
    return state


def test_the_house_is_asked_and_told(server: RealServer) -> None:
    """Through the door that every voice assistant uses."""
    server.act("mutual_aid.add_need", title="Wash the kettle", kind="cleaning", minutes=5)
    server.wait_until(lambda: "kettle" in server.say("any cleaning i could do"), "it is read out")

    assert server.say("I'll wash the kettle") == "Wash the kettle: it's yours. Thank you."
    assert state_of(server, "Wash the kettle") == "taken"
    assert server.say("the kettle is done").startswith("Thank you.")
    assert state_of(server, "Wash the kettle") == "done"
    assert server.say("undo that") == "Wash the kettle is back on the board."


def test_another_agent_in_front_does_not_keep_the_house_from_hearing(server: RealServer, chatterbox: str) -> None:
    """And gets everything that is not for the house."""
    server.act("mutual_aid.add_need", title="Mend the gate")
    server.wait_until(lambda: state_of(server, "Mend the gate") == "open", "it is on the board")

    assert server.say_in(chatterbox, "I met a dragon") == "How interesting: I met a dragon"
    assert "would help" in server.say_in(chatterbox, "what needs doing")
    assert server.say_in(chatterbox, "the gate is done").startswith("Thank you.")
    assert state_of(server, "Mend the gate") == "done"


def test_sentences_are_listed_for_those_who_look_into_it(server: RealServer) -> None:
    """Assist's own debugger shows what is listened for."""
    sentences = server.ws("conversation/sentences/list")["trigger_sentences"]

    assert any("what" in sentence for sentence in sentences)
