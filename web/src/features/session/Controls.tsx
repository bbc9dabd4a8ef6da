/** What one can do during a talk: mute or hold to talk, sound settings, end. */

import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import { usePreferences } from '../../lib/use-preferences';
import { OffRecordSwitch } from '../memory/OffRecord';
import { SoundPanel } from './SoundPanel';
import { usePushToTalk } from './use-push-to-talk';
import { useTalk, useTalkState } from './use-talk';

function MuteButton() {
  const talk = useTalk();
  const { micOn } = useTalkState();
  return (
    <button
      type="button"
      className="control"
      aria-pressed={!micOn}
      data-testid="mute"
      onClick={() => void talk.setMicrophone(!micOn)}
    >
      <Icon name={micOn ? 'mic' : 'micOff'} />
      <span>{micOn ? text.controls.mute : text.controls.unmute}</span>
    </button>
  );
}

function HoldButton() {
  const { held, press, release } = usePushToTalk();
  return (
    <button
      type="button"
      className="control hold"
      aria-pressed={held}
      data-testid="hold-to-talk"
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
    >
      <Icon name="mic" />
      <span>{held ? text.controls.holding : text.controls.holdToTalk}</span>
    </button>
  );
}

export function Controls() {
  const talk = useTalk();
  const { pushToTalk } = usePreferences();
  const [soundOpen, setSoundOpen] = useState(false);
  const navigate = useNavigate();
  const typeInstead = (): void => {
    void navigate('/chat');
    void talk.end();
  };
  return (
    <div className="controls" role="toolbar" aria-label={text.controls.label}>
      {pushToTalk ? <HoldButton /> : <MuteButton />}
      <button
        type="button"
        className="control"
        aria-expanded={soundOpen}
        data-testid="sound"
        onClick={() => setSoundOpen(!soundOpen)}
      >
        <Icon name="sound" />
        <span>{text.sound.title}</span>
      </button>
      <OffRecordSwitch active />
      <button type="button" className="control" data-testid="type-instead" onClick={typeInstead}>
        <Icon name="pen" />
        <span>{text.chat.typeInstead}</span>
      </button>
      <button type="button" className="control end" data-testid="end" onClick={() => void talk.end()}>
        <Icon name="end" />
        <span>{text.controls.end}</span>
      </button>
      {soundOpen ? <SoundPanel onClose={() => setSoundOpen(false)} /> : null}
    </div>
  );
}
