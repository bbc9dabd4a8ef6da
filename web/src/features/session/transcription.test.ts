import { describe, expect, it } from 'vitest';
import type { Segment } from './captions';
import { attribute, parseNotice, readSegment } from './transcription';

function reader(chunks: string[], attributes: Record<string, string>, trailer: Record<string, string> = {}) {
  const info = {
    id: 's',
    mimeType: '',
    topic: 'lk.transcription',
    timestamp: 0,
    attributes,
    encryptionType: 0,
  };
  return {
    info,
    async *[Symbol.asyncIterator]() {
      yield* chunks;
      info.attributes = { ...attributes, ...trailer };
    },
  };
}

async function collect(source: ReturnType<typeof reader>, role: 'user' | 'assistant'): Promise<Segment[]> {
  const seen: Segment[] = [];
  await readSegment(
    source,
    role,
    () => 7,
    (segment) => seen.push(segment),
  );
  return seen;
}

describe('attribute', () => {
  const identities = { self: 'user-1', isAgent: (identity: string) => identity === 'agent-1' };
  it('believes the agent about itself and about me, and nobody else', () => {
    expect(attribute('agent-1', identities)).toBe('assistant');
    expect(attribute('user-1', identities)).toBe('user');
    expect(attribute('user-2', identities)).toBeNull();
  });
});

describe('readSegment', () => {
  it('grows a reply word by word and ends it with its stream', async () => {
    const seen = await collect(reader(['Hello', ' there.'], { 'lk.segment_id': 'g1' }), 'assistant');
    expect(seen.map(({ text, final }) => [text, final])).toEqual([
      ['Hello', false],
      ['Hello there.', false],
      ['Hello there.', true],
    ]);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(['assistant:g1']));
  });

  it('leaves a person’s guess open and closes the final one', async () => {
    const guess = await collect(reader(['I wa'], { 'lk.transcription_final': 'false' }), 'user');
    expect(guess.at(-1)?.final).toBe(false);
    const sure = await collect(reader(['I was.'], { 'lk.transcription_final': 'true' }), 'user');
    expect(sure.at(-1)?.final).toBe(true);
  });
});

describe('parseNotice', () => {
  it('takes known kinds and refuses the rest', () => {
    expect(parseNotice('{"kind":"tts_down","text":"x"}')).toEqual({ kind: 'tts_down', text: 'x' });
    for (const raw of ['', 'null', '[]', '{"kind":"other"}', '{"kind":7}'])
      expect(parseNotice(raw)).toBeNull();
  });
});
