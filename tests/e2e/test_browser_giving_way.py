"""In a real browser she is lowered as soon as somebody speaks over her, and comes back as loud as was chosen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.astra_stack import AstraStack
from tests.fakes.chromium import Tab, open_chromium, open_tab

pytestmark = [pytest.mark.browser, pytest.mark.rooms, pytest.mark.slow, pytest.mark.timeout(240)]

CHOSEN = 0.5
# A microphone that is loud when it is told to, and a list of every volume that a sound was given.
STAGE = """
(() => {
  window.setVoice = () => undefined;
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 180, type: 'sawtooth' });
    const gain = new GainNode(context, { gain: 0 });
    const ear = context.createMediaStreamDestination();
    tone.connect(gain).connect(ear);
    tone.start();
    window.setVoice = (level) => { gain.gain.value = level; };
    return ear.stream;
  };
  const native = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume');
  window.volumes = [];
  Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
    ...native,
    set(volume) { window.volumes.push(volume); native.set.call(this, volume); },
  });
})();
"""
PREFER = "localStorage.setItem('astra.preferences', {})"


def list_volumes(tab: Tab) -> list[float]:
    return [float(volume) for volume in tab.page.evaluate("volumes")]


def speak_over_the_greeting(tab: Tab, *, give_way: bool) -> None:
    tab.page.add_init_script(STAGE)
    tab.page.evaluate(PREFER.format(json.dumps(json.dumps({"volume": CHOSEN, "giveWay": give_way}))))
    tab.page.reload()
    tab.click("start")
    dial = tab.page.get_by_test_id("dial")
    tab.wait_until(lambda: dial.get_attribute("data-mood") == "speaking", 40, "the greeting")
    tab.page.wait_for_timeout(1200)  # she is listened to before anything may lower her
    assert set(list_volumes(tab)) == {CHOSEN}
    tab.page.evaluate("setVoice(0.3)")


def test_who_speaks_over_her_hears_her_step_back_and_return(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        speak_over_the_greeting(tab, give_way=True)
        tab.wait_until(lambda: min(list_volumes(tab)) <= CHOSEN * 0.3, 5, "a lower voice")
        tab.page.evaluate("setVoice(0)")
        tab.wait_until(lambda: list_volumes(tab)[-1] == CHOSEN, 10, "the volume that was chosen")
        assert max(list_volumes(tab)) == CHOSEN
        assert tab.complaints == []


def test_who_switched_it_off_hears_her_as_loud_as_before(astra: AstraStack, record: Callable[..., Path]) -> None:
    with open_chromium(record(1.0)) as browser, open_tab(browser, astra.url) as tab:
        speak_over_the_greeting(tab, give_way=False)
        tab.page.wait_for_timeout(1500)
        assert set(list_volumes(tab)) == {CHOSEN}
        tab.click("sound")
        assert not tab.page.get_by_test_id("give-way").is_checked()
        tab.page.get_by_test_id("give-way").check()
        kept = tab.page.evaluate("localStorage.getItem('astra.preferences')")
        assert json.loads(kept)["giveWay"] is True
