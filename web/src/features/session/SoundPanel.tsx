/** Which microphone, which speaker, how loud, giving way, push to talk, the pace. Remembered on this machine. */

import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/Icon';
import { preferences } from '../../lib/preferences';
import { fill, text } from '../../lib/text';
import { usePreferences } from '../../lib/use-preferences';
import { useTalk } from './use-talk';

type Kind = 'audioinput' | 'audiooutput';

function useDevices(): readonly MediaDeviceInfo[] {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices;
    if (media === undefined) return;
    const list = (): void => void media.enumerateDevices().then(setDevices, () => setDevices([]));
    list();
    media.addEventListener('devicechange', list);
    return () => media.removeEventListener('devicechange', list);
  }, []);
  return devices;
}

interface PickerProps {
  readonly kind: Kind;
  readonly label: string;
  readonly unnamed: string;
  readonly devices: readonly MediaDeviceInfo[];
  readonly chosen: string | null;
}

function DevicePicker({ kind, label, unnamed, devices, chosen }: PickerProps) {
  const talk = useTalk();
  const offered = devices.filter(
    (device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default',
  );
  const value = offered.some((device) => device.deviceId === chosen) ? (chosen ?? '') : '';
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        data-testid={`pick-${kind}`}
        onChange={(event) => void talk.chooseDevice(kind, event.target.value || 'default')}
      >
        <option value="">{text.sound.system}</option>
        {offered.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || fill(unnamed, { n: index + 1 })}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly testId: string;
  readonly onChange: (checked: boolean) => void;
}

function Switch({ label, hint, checked, testId, onChange }: SwitchProps) {
  return (
    <label className="field check">
      <input
        type="checkbox"
        checked={checked}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
  );
}

export function SoundPanel({ onClose }: { readonly onClose: () => void }) {
  const talk = useTalk();
  const chosen = usePreferences();
  const devices = useDevices();
  const panel = useRef<HTMLElement>(null);
  const canPickSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

  useEffect(() => {
    panel.current?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);

  return (
    <section className="sound-panel" aria-label={text.controls.sound} ref={panel} tabIndex={-1}>
      <header>
        <h2>{text.sound.title}</h2>
        <button type="button" className="plain" aria-label={text.sound.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <DevicePicker
        kind="audioinput"
        label={text.sound.microphone}
        unnamed={text.sound.unnamedMicrophone}
        devices={devices}
        chosen={chosen.microphoneId}
      />
      {canPickSpeaker ? (
        <DevicePicker
          kind="audiooutput"
          label={text.sound.speaker}
          unnamed={text.sound.unnamedSpeaker}
          devices={devices}
          chosen={chosen.speakerId}
        />
      ) : null}
      <label className="field">
        <span>{text.sound.volume}</span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={chosen.volume}
          data-testid="volume"
          onChange={(event) => talk.setVolume(Number(event.target.value))}
        />
      </label>
      <Switch
        label={text.sound.giveWay}
        hint={text.sound.giveWayHint}
        checked={chosen.giveWay}
        testId="give-way"
        onChange={(giveWay) => preferences.set({ giveWay })}
      />
      <Switch
        label={text.sound.pushToTalk}
        hint={text.sound.pushToTalkHint}
        checked={chosen.pushToTalk}
        testId="push-to-talk"
        onChange={(pushToTalk) => preferences.set({ pushToTalk })}
      />
      <Switch
        label={text.pace.setting}
        hint={text.pace.settingHint}
        checked={chosen.showPace}
        testId="show-pace"
        onChange={(showPace) => preferences.set({ showPace })}
      />
    </section>
  );
}
