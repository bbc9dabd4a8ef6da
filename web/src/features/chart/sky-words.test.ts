import { describe, expect, it } from 'vitest';
import type { Placement } from '../../client/sky';
import {
  formatCoordinates,
  formatDegree,
  formatExactDegree,
  formatOffset,
  formatPosition,
  isoDay,
  moveDay,
  namePoint,
  titleCase,
} from './sky-words';

const moon: Placement = {
  point: 'moon',
  longitude: 59.999,
  sign: 'taurus',
  degree: 29.999,
  signs: ['taurus'],
  house: null,
  retrograde: false,
  combust: false,
  stationary: false,
  dignity: null,
  nakshatra: null,
  pada: null,
  navamsha: null,
  dashamsha: null,
};

describe('words of the sky', () => {
  it('cuts degrees off to the minute, so that none reaches the next sign', () => {
    expect(formatDegree(29.999)).toBe('29°59′');
    expect(formatDegree(0)).toBe('0°00′');
    expect(formatPosition(moon)).toBe('29°59′ Taurus');
  });

  it('names both signs where the hour decides', () => {
    expect(formatPosition({ ...moon, signs: ['taurus', 'gemini'] })).toBe('Taurus or Gemini');
  });

  it('rounds what is exact to the second, and carries over', () => {
    expect(formatExactDegree(23.8064)).toBe('23°48′23″');
    expect(formatExactDegree(23.99999)).toBe('24°00′00″');
  });

  it('writes offsets east and west, with seconds where there are any', () => {
    expect(formatOffset(19_800)).toBe('+05:30');
    expect(formatOffset(-18_000)).toBe('−05:00');
    expect(formatOffset(2397)).toBe('+00:39:57');
    expect(formatOffset(0)).toBe('+00:00');
  });

  it('names the half of the globe', () => {
    expect(formatCoordinates(19.0728, 72.8826)).toBe('19.073° N, 72.883° E');
    expect(formatCoordinates(-33.87, -70.65)).toBe('33.870° S, 70.650° W');
  });

  it('calls the nodes what the zodiac calls them', () => {
    expect(namePoint('north_node', 'vedic')).toBe('Rahu');
    expect(namePoint('north_node', 'western')).toBe('North Node');
    expect(namePoint('part_of_fortune', 'western')).toBe('Part Of Fortune');
    expect(titleCase('purva_phalguni')).toBe('Purva Phalguni');
  });

  it('moves days over months and years', () => {
    expect(moveDay('2026-12-31', 1)).toBe('2027-01-01');
    expect(moveDay('2024-03-01', -1)).toBe('2024-02-29');
    expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});
