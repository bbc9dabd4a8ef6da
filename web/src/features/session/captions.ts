/** The words on screen, both sides, as a pure list that segments, typed lines and history fold into. */

export type Role = 'user' | 'assistant';

export interface Caption {
  readonly id: string;
  readonly role: Role;
  readonly text: string;
  /** False while words still arrive or may still change. */
  readonly final: boolean;
  /** Milliseconds since 1970, when its first word came. */
  readonly at: number;
  readonly source: 'voice' | 'typed' | 'page';
  readonly interrupted: boolean;
}

export interface Segment {
  readonly id: string;
  readonly role: Role;
  /** All of the segment's words so far. */
  readonly text: string;
  readonly final: boolean;
  readonly at: number;
}

export type CaptionEvent =
  | ({ readonly type: 'segment' } & Segment)
  | { readonly type: 'typed'; readonly id: string; readonly text: string; readonly at: number }
  | { readonly type: 'withdraw'; readonly id: string }
  | { readonly type: 'load'; readonly captions: readonly Caption[] }
  | { readonly type: 'settle' }
  | { readonly type: 'clear' };

export type Captions = readonly Caption[];

/** A reply that stops without the end of a sentence was cut short; what exactly was heard, only the worker knows. */
function isCut(role: Role, text: string): boolean {
  return role === 'assistant' && !/[.!?…।॥][\p{P}\s]*$/u.test(text);
}

function foldSegment(captions: Captions, { id, role, text, final, at }: Segment): Captions {
  const index = captions.findIndex((caption) => caption.id === id);
  const known = captions[index];
  if (known === undefined) {
    if (text.trim() === '') return captions;
    return [...captions, { id, role, text, final, at, source: 'voice', interrupted: false }];
  }
  // A late interim can't undo what was final, and an empty final keeps the words that were shown.
  if (known.final && !final) return captions;
  const words = text.trim() === '' ? known.text : text;
  const updated = { ...known, text: words, final, interrupted: final && isCut(role, words) };
  return captions.map((caption, at_) => (at_ === index ? updated : caption));
}

export function reduceCaptions(captions: Captions, event: CaptionEvent): Captions {
  switch (event.type) {
    case 'segment':
      return foldSegment(captions, event);
    case 'typed':
      return [
        ...captions,
        {
          id: event.id,
          role: 'user',
          text: event.text,
          final: true,
          at: event.at,
          source: 'typed',
          interrupted: false,
        },
      ];
    case 'withdraw':
      return captions.filter((caption) => caption.id !== event.id);
    case 'load': {
      const live = captions.filter((caption) => !event.captions.some((known) => known.id === caption.id));
      return [...event.captions, ...live];
    }
    case 'settle':
      return captions.map((caption) =>
        caption.final || caption.role === 'user' ? caption : { ...caption, final: true, interrupted: true },
      );
    case 'clear':
      return [];
  }
}

export interface SavedMessage {
  readonly role: Role;
  readonly text: string;
  readonly timestamp: number;
}

/**
 * What of the words on screen is not known to be stored. `stored` are the ids of those that are. Replies that were cut
 * are left to the worker, which alone knows what of them was heard; a claim of ours would stand beside its own.
 */
export function findUnsaved(captions: Captions, stored: ReadonlySet<string>): Captions {
  return captions.filter(
    (caption) =>
      caption.final && !caption.interrupted && caption.text.trim() !== '' && !stored.has(caption.id),
  );
}

/** Words as the save contract takes them, oldest first. */
export function toSavedMessages(captions: Captions): SavedMessage[] {
  return captions.map(({ role, text, at }) => ({ role, text: text.trim(), timestamp: at }));
}

/** The newest of the messages that together stay below so many bytes on the wire. */
export function keepNewest(messages: readonly SavedMessage[], maxBytes: number): SavedMessage[] {
  const encoder = new TextEncoder();
  let left = maxBytes;
  const first = messages.findLastIndex((message) => {
    left -= encoder.encode(JSON.stringify(message)).length + 1;
    return left < 0;
  });
  return messages.slice(first + 1);
}
