import { afterEach, describe, expect, it } from 'vitest';
import { en } from '../messages/en';
import { hi } from '../messages/hi';
import { chooseLanguage, pickLanguage, pickLocale } from './language';
import { formatDate, formatDay } from './moments';
import { preferences } from './preferences';
import { count, fill, formatNumber, joinList, text } from './text';

afterEach(() => preferences.set({ language: null }));

/** Every text of a message tree with the path to it. */
function listTexts(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : listTexts(value as object, `${path}${name}.`),
  );
}

describe('which language', () => {
  it('is the first of the browser’s that the page speaks', () => {
    expect(pickLanguage(['fr-FR', 'hi-IN', 'en-GB'])).toBe('hi');
    expect(pickLanguage(['fr-FR'])).toBe('en');
    expect(pickLanguage([])).toBe('en');
    expect(pickLocale('en', ['hi-IN', 'en-IN'])).toBe('en-IN');
    expect(pickLocale('hi', ['en-GB'])).toBe('hi');
  });

  it('changes every word at once, kept branches included', () => {
    const { memory } = text;
    chooseLanguage('hi');
    expect(memory.title).toBe(hi.memory.title);
    expect(text.nav.talk).toBe('बातचीत');
    chooseLanguage('en');
    expect(memory.title).toBe(en.memory.title);
  });
});

describe('Hindi', () => {
  it('has the same places to fill in as English', () => {
    const places = (line: string): string[] => (line.match(/\{\w+\}/g) ?? []).toSorted();
    const english = new Map(listTexts(en));
    for (const [path, line] of listTexts(hi))
      expect([path, places(line)]).toEqual([path, places(english.get(path) ?? '')]);
  });

  it('leaves nothing in English but names', () => {
    const names =
      /Astra|Google|SVG|PNG|JSON|Markdown|UTC|Swiss Ephemeris|Asia\/Kolkata|IST|OPENROUTER_API_KEY|OPENAI_API_KEY|https?|localhost|make (run|doctor)|persona:\w*|topic:|after:|before:|astra-kundali|\{\w+\}/g;
    const left = listTexts(hi).filter(([, line]) => /[A-Za-z]{2,}/.test(line.replace(names, '')));
    expect(left).toEqual([]);
  });

  it('writes days, numbers and lists its own way', () => {
    chooseLanguage('hi');
    const at = new Date('2026-05-03T10:00:00');
    expect(formatDate(at, { day: 'numeric', month: 'long' })).toBe('3 मई');
    expect(formatDay(at, new Date('2026-05-03T20:00:00'))).toBe('आज');
    expect(formatNumber(123456)).toBe('1,23,456');
    expect(joinList(['सूर्य', 'चंद्र'])).toBe('सूर्य और चंद्र');
    expect(count(text.memory.counts.fact, 2)).toBe('2 बातें');
  });
});

describe('fill', () => {
  it('leaves alone what it was not given', () => {
    expect(fill('{a} and {b}', { a: 1.5 })).toBe('1.5 and {b}');
  });
});
