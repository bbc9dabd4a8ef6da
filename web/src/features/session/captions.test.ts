import { describe, expect, it } from 'vitest';
import { type Captions, findUnsaved, keepNewest, reduceCaptions, toSavedMessages } from './captions';

const segment = (role: 'user' | 'assistant', text: string, final: boolean, id = 'a') =>
  ({ type: 'segment', id, role, text, final, at: 1000 }) as const;

function fold(...events: Parameters<typeof reduceCaptions>[1][]): Captions {
  return events.reduce<Captions>((captions, event) => reduceCaptions(captions, event), []);
}

describe('reduceCaptions', () => {
  it('replaces a guess by the next one and keeps its place', () => {
    const captions = fold(
      segment('user', 'I was', false),
      segment('assistant', 'Mm.', true, 'b'),
      segment('user', 'I was born', true),
    );
    expect(captions.map((caption) => caption.text)).toEqual(['I was born', 'Mm.']);
    expect(captions[0]?.final).toBe(true);
  });

  it('does not let a late guess undo what was final', () => {
    const captions = fold(segment('user', 'in Pune', true), segment('user', 'in', false));
    expect(captions[0]).toMatchObject({ text: 'in Pune', final: true });
  });

  it('keeps the words when the final one comes empty, and shows no empty line', () => {
    expect(fold(segment('assistant', 'Hello.', false), segment('assistant', '', true))[0]?.text).toBe(
      'Hello.',
    );
    expect(fold(segment('user', ' ', false))).toEqual([]);
  });

  it('marks a reply that stops in mid-sentence as interrupted, in either script', () => {
    const cut = (text: string) =>
      fold(segment('assistant', text, false), segment('assistant', text, true))[0];
    expect(cut('Hi, tell me how')?.interrupted).toBe(true);
    expect(cut('Hi, tell me how it went.')?.interrupted).toBe(false);
    expect(cut('नमस्ते।')?.interrupted).toBe(false);
    expect(cut('She said "yes!"')?.interrupted).toBe(false);
  });

  it('puts stored words before the live ones, each once', () => {
    const stored = {
      id: 'x',
      role: 'user',
      text: 'old',
      final: true,
      at: 1,
      source: 'voice',
      interrupted: false,
    } as const;
    const captions = fold(segment('assistant', 'new.', true), { type: 'load', captions: [stored] });
    expect(captions.map((caption) => caption.text)).toEqual(['old', 'new.']);
  });
});

describe('findUnsaved', () => {
  it('claims what was final, and neither guesses, cut replies nor what is stored', () => {
    const captions = fold(
      { type: 'typed', id: 't', text: ' hello ', at: 5 },
      segment('assistant', 'Hi there.', false, 'b'),
      segment('assistant', 'Hi there.', true, 'b'),
      segment('user', 'stored already', true, 'c'),
      segment('user', 'a guess', false, 'd'),
      segment('assistant', 'I was say', false, 'e'),
      { type: 'settle' },
    );
    expect(toSavedMessages(findUnsaved(captions, new Set(['c'])))).toEqual([
      { role: 'user', text: 'hello', timestamp: 5 },
      { role: 'assistant', text: 'Hi there.', timestamp: 1000 },
    ]);
  });
});

describe('keepNewest', () => {
  const said = (text: string) => ({ role: 'user', text, timestamp: 1 }) as const;

  it('keeps all of a short talk, and the end of a long one, counted in bytes', () => {
    const short = [said('one'), said('two')];
    expect(keepNewest(short, 1000)).toEqual(short);
    const long = [said('x'.repeat(500)), said('नमस्ते'.repeat(20)), said('bye')];
    expect(keepNewest(long, 420)).toEqual(long.slice(2));
    expect(keepNewest(long, 500)).toEqual(long.slice(1));
    expect(keepNewest(long, 10)).toEqual([]);
  });
});
