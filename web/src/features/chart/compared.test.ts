import { describe, expect, it } from 'vitest';
import type { Aspect, Comparison, UsedInputs } from '../../client/sky';
import {
  describeOpenMoons,
  formatPoints,
  listHouseRows,
  nameKootaSide,
  noteHours,
  sortContacts,
} from './compared';

function given(precision: string): UsedInputs {
  const houses = precision === 'unknown' ? null : 'placidus';
  return { given: { time_precision: precision }, houses } as unknown as UsedInputs;
}

function overlaid(other: UsedInputs, there: [string, number][], here: [string, number][]): Comparison {
  const make = (pairs: [string, number][]) => pairs.map(([point, house]) => ({ point, house }));
  const other_placements = ['sun', 'moon', 'ascendant'].map((point) => ({ point }));
  return {
    other,
    other_placements,
    own_in_other: make(there),
    other_in_own: make(here),
  } as unknown as Comparison;
}

describe('two charts in words', () => {
  it('says whose hour is not exact, and nothing where both are', () => {
    expect(noteHours(given('exact'), given('exact'), 'Anna')).toEqual([]);
    const [theirs, rule] = noteHours(given('exact'), given('unknown'), 'Anna');
    expect(theirs).toContain('Anna’s birth isn’t known');
    expect(rule).toContain('every hour');
    expect(noteHours(given('about'), given('unknown'), '')).toHaveLength(3);
  });

  it('puts contacts of the years behind those of two people', () => {
    const make = (first: string, second: string): Aspect => ({
      first,
      second,
      kind: 'conjunction',
      orb: 0,
      applying: null,
      certain: true,
    });
    const found = sortContacts([make('uranus', 'uranus'), make('sun', 'saturn'), make('pluto', 'moon')]);
    expect(found.map((one) => one.first)).toEqual(['sun', 'pluto', 'uranus']);
  });

  it('says whose Moon keeps the points from being counted', () => {
    expect(describeOpenMoons(['own'], 'Anna')).toContain('your birth');
    expect(describeOpenMoons(['other'], 'Anna')).toContain('Anna’s');
    expect(describeOpenMoons(['other'], '')).toContain('their');
    expect(describeOpenMoons(['own', 'other'], '')).toContain('neither');
  });

  it('names what a Moon is in each count', () => {
    expect(nameKootaSide('tara', 'purva_phalguni')).toBe('Purva Phalguni');
    expect(nameKootaSide('graha_maitri', 'mars')).toBe('Mars');
    expect(nameKootaSide('bhakoot', 'leo')).toBe('Leo');
    expect(nameKootaSide('vashya', 'water')).toBe('of the water');
    expect(formatPoints(24.5)).toBe('24.5');
    expect(formatPoints(18)).toBe('18');
  });

  it('keeps apart what the hour decides and what has no houses at all', () => {
    const [exact, unknown] = [given('exact'), given('unknown')];
    expect(listHouseRows(unknown, overlaid(unknown, [], []))).toEqual([]);
    expect(listHouseRows(exact, overlaid(unknown, [], [['sun', 4]]))).toEqual([
      { point: 'sun', inTheirs: undefined, inYours: 4 },
      { point: 'moon', inTheirs: undefined, inYours: null },
    ]);
    expect(listHouseRows(unknown, overlaid(exact, [['moon', 5]], []))).toEqual([
      { point: 'sun', inTheirs: null, inYours: undefined },
      { point: 'moon', inTheirs: 5, inYours: undefined },
    ]);
  });
});
