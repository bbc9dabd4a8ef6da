/** Text streams of the room into caption segments. Who may speak in captions is decided here. */

import type { TextStreamReader } from 'livekit-client';
import type { Role, Segment } from './captions';

const FINAL = 'lk.transcription_final';
const SEGMENT_ID = 'lk.segment_id';

export interface Identities {
  readonly self: string;
  isAgent(identity: string): boolean;
}

/**
 * Whose words a stream carries, or null when it must not be believed. The agent writes its own captions as itself and
 * the person's under the person's identity, which a room server lets only an agent do; anyone else is refused.
 */
export function attribute(sender: string, identities: Identities): Role | null {
  if (identities.isAgent(sender)) return 'assistant';
  return sender === identities.self ? 'user' : null;
}

type Reader = Pick<TextStreamReader, 'info'> & AsyncIterable<string>;

/** Reads one stream to its end, reporting all words so far at each chunk. */
export async function readSegment(
  reader: Reader,
  role: Role,
  now: () => number,
  onSegment: (segment: Segment) => void,
): Promise<void> {
  const id = reader.info.attributes?.[SEGMENT_ID] ?? reader.info.id;
  const key = `${role}:${id}`;
  const at = now();
  let text = '';
  try {
    for await (const chunk of reader) {
      text += chunk;
      onSegment({ id: key, role, text, final: false, at });
    }
  } catch {
    // The sender went away in mid-sentence: what came stays on screen.
  }
  // The agent's own words stream in and end with the stream; a person's interim guess is replaced by the next one.
  const final = reader.info.attributes?.[FINAL] === 'true' || role === 'assistant';
  if (final) onSegment({ id: key, role, text, final: true, at });
}

export type NoticeKind = 'llm_down' | 'tts_down' | 'stt_down' | 'idle_closing' | 'ended';
const NOTICES: readonly string[] = ['llm_down', 'tts_down', 'stt_down', 'idle_closing', 'ended'];

export interface Notice {
  readonly kind: NoticeKind;
  readonly text: string;
}

/** A notice of the agent, or null for anything that is not one. */
export function parseNotice(raw: string): Notice | null {
  try {
    const found = JSON.parse(raw) as { kind?: unknown; text?: unknown } | null;
    if (typeof found?.kind !== 'string' || !NOTICES.includes(found.kind)) return null;
    return { kind: found.kind as NoticeKind, text: typeof found.text === 'string' ? found.text : '' };
  } catch {
    return null;
  }
}
