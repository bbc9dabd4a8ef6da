/** Recording a voice note: begun by a press, sent by another, thrown away by a third. */

import { useEffect, useRef, useState } from 'react';
import { RoundButton } from '../../components/RoundButton';
import { preferences } from '../../lib/preferences';
import { text } from '../../lib/text';
import { canRecord, MAX_NOTE_MS, Recorder } from './recorder';
import { useChat } from './use-chat';

const words = text.chat.recording;

function showTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function useSeconds(recorder: Recorder | null): number {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    setMs(0);
    if (recorder === null) return;
    const timer = setInterval(() => setMs(recorder.lastedMs), 250);
    return () => clearInterval(timer);
  }, [recorder]);
  return ms;
}

export function VoiceNoteButton({ onRecording }: { readonly onRecording: (on: boolean) => void }) {
  const chat = useChat();
  const [recorder, setRecorder] = useState<Recorder | null>(null);
  const [trouble, setTrouble] = useState<'blocked' | 'tooShort' | null>(null);
  const open = useRef<Recorder | null>(null);
  const ms = useSeconds(recorder);

  const change = (now: Recorder | null): void => {
    open.current = now;
    setRecorder(now);
    onRecording(now !== null);
  };
  const start = async (): Promise<void> => {
    setTrouble(null);
    try {
      change(await Recorder.start(preferences.get().microphoneId));
    } catch {
      setTrouble('blocked');
    }
  };
  const cancel = async (): Promise<void> => {
    change(null);
    await recorder?.close();
  };
  const send = async (): Promise<void> => {
    change(null);
    const note = await recorder?.stop();
    if (note === null) setTrouble('tooShort');
    else if (note !== undefined) await chat.sendNote(note);
  };
  // a page that is left does not go on listening
  useEffect(() => () => void open.current?.close(), []);
  useEffect(() => {
    if (ms >= MAX_NOTE_MS && recorder !== null) void send();
  });

  if (recorder === null) {
    return (
      <>
        {trouble === null ? null : (
          <span className="composer-failed" role="alert">
            {words[trouble]}
          </span>
        )}
        {canRecord() ? (
          <RoundButton icon="mic" label={words.start} testId="record" quiet onPress={() => void start()} />
        ) : null}
      </>
    );
  }
  return (
    <>
      <span className="recording" data-testid="recording">
        <span className="pulse" aria-hidden="true" />
        <span role="status">{words.on}</span> <time>{showTime(ms)}</time>
      </span>
      <RoundButton
        icon="close"
        label={words.cancel}
        testId="record-cancel"
        quiet
        onPress={() => void cancel()}
      />
      <RoundButton icon="send" label={words.send} testId="record-send" onPress={() => void send()} />
    </>
  );
}
