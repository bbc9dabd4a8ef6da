import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionWaterfall } from '../../client/waterfall';
import { parsePreferences, preferences } from '../../lib/preferences';
import { PaceFigures } from './PacePanel';
import { cutWait, listRows } from './pace';

const PACE: SessionWaterfall = {
  turns: 3,
  last: {
    stages_ms: { words: 210, decided: 400, packet: 12, first_byte: 80, sounding: 900 },
    providers: { stt: 'stt/primary' },
  },
  median_ms: { words: 200, decided: 350, packet: 10, sounding: 750, first_token: 260 },
};

function draw(pace: SessionWaterfall): HTMLElement {
  const place = document.createElement('div');
  place.innerHTML = renderToStaticMarkup(<PaceFigures pace={pace} />);
  return place;
}

afterEach(() => preferences.set({ language: null }));

describe('PaceFigures', () => {
  it('says how long the last reply took, beside the median of the talk', () => {
    preferences.set({ language: 'en' });
    const drawn = draw(PACE);
    expect(drawn.querySelector('p')?.textContent).toContain('0.90');
    expect(drawn.querySelector('p')?.textContent).toContain('0.75');
    expect(drawn.querySelector('p')?.textContent).toContain('3 replies');
  });

  it('has every stage that is known as a row with a head, and a dash for what is not', () => {
    preferences.set({ language: 'en' });
    const rows = [...draw(PACE).querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['0.21', '0.20'],
      ['0.40', '0.35'],
      ['0.90', '0.75'],
      ['0.01', '0.01'],
      ['–', '0.26'],
      ['0.08', '–'],
    ]);
    expect(draw(PACE).querySelectorAll('tbody th[scope=row]').length).toBe(rows.length);
    expect(draw(PACE).querySelector('caption')?.textContent).not.toBe('');
  });

  it('draws both waits to one scale', () => {
    const bars = [...draw(PACE).querySelectorAll('svg')];
    expect(bars.map((bar) => bar.getAttribute('viewBox'))).toEqual(['0 0 900 6', '0 0 900 6']);
    expect([...(bars[0]?.querySelectorAll('rect') ?? [])].map((part) => part.getAttribute('width'))).toEqual([
      '210',
      '190',
      '500',
    ]);
  });

  it('speaks Hindi, and says so where there is nothing yet', () => {
    preferences.set({ language: 'hi' });
    expect(draw(PACE).textContent).toMatch(/[\u0900-\u097f]/);
    const none = draw({ turns: 0, last: null, median_ms: {} });
    expect(none.textContent).toMatch(/[\u0900-\u097f]/);
    expect(none.querySelector('table')).toBeNull();
  });
});

describe('cutWait and listRows', () => {
  it('cuts the wait in the order of time, whatever the numbers are', () => {
    expect(cutWait({ words: 500, decided: 300, sounding: 800 })).toEqual([
      { kind: 'hearing', from: 0, to: 500 },
      { kind: 'answering', from: 500, to: 800 },
    ]);
    expect(cutWait({ words: 900, decided: 950, sounding: 800 })).toEqual([
      { kind: 'hearing', from: 0, to: 800 },
    ]);
    expect(cutWait({ words: 100 })).toEqual([]);
  });

  it('lists nothing of nothing', () => {
    expect(listRows({ turns: 0, last: null, median_ms: {} })).toEqual([]);
  });
});

describe('the panel', () => {
  it('is off until somebody asks for it', () => {
    expect(parsePreferences(null).showPace).toBe(false);
    expect(parsePreferences('{"showPace":"yes"}').showPace).toBe(false);
    expect(parsePreferences('{"showPace":true}').showPace).toBe(true);
  });
});
