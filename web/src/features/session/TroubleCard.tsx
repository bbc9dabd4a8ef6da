/** Which hop failed, in plain words, and what to do about it. */

import { text } from '../../lib/text';
import type { Hop } from './call-machine';
import { useTalk, useTalkState } from './use-talk';

const MICROPHONE: readonly Hop[] = ['microphone_blocked', 'microphone_missing', 'microphone_busy'];

export function TroubleCard() {
  const talk = useTalk();
  const { call, notice } = useTalkState();
  if (call.trouble === null) return null;
  const words = text.trouble[call.trouble];
  return (
    <section className="card trouble" role="alert" data-testid="trouble" data-hop={call.trouble}>
      <h2>{words.title}</h2>
      <p>{words.body}</p>
      {notice === null ? null : <p className="notice">{notice}</p>}
      {MICROPHONE.includes(call.trouble) ? (
        <button type="button" className="small" onClick={() => void talk.setMicrophone(true)}>
          {text.trouble.retryMicrophone}
        </button>
      ) : null}
    </section>
  );
}
