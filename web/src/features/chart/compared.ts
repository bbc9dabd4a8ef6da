/** Two charts as the page tells of them: who is meant, what holds, what the hour leaves open. */

import type { Aspect, Comparison, Overlay, UsedInputs } from '../../client/sky';
import { fill, formatNumber, text } from '../../lib/text';
import { nameNakshatra, namePoint, nameSign } from './sky-words';

const words = text.comparison;

/** "Anna’s", or "their" where no name was given. */
export function nameWhose(name: string): string {
  return name === '' ? words.whoseUnnamed : fill(words.whoseNamed, { name });
}

/** What a reader must know of the two hours, most important first; nothing where both are exact. */
export function noteHours(own: UsedInputs, other: UsedInputs, name: string): readonly string[] {
  const notes: string[] = [];
  const mine = own.given.time_precision;
  const theirs = other.given.time_precision;
  if (mine !== 'exact') notes.push(words.hours.own[mine]);
  if (theirs !== 'exact') notes.push(fill(words.hours.other[theirs], { whose: nameWhose(name) }));
  return notes.length === 0 ? notes : [...notes, words.hours.rule];
}

const SLOW: ReadonlySet<string> = new Set([
  'jupiter',
  'saturn',
  'uranus',
  'neptune',
  'pluto',
  'chiron',
  'north_node',
  'south_node',
]);

/** Those of one person's own points first: slow bodies meet each other in all who were born in the same years. */
export function sortContacts(contacts: readonly Aspect[]): readonly Aspect[] {
  const isOfTheirYears = ({ first, second }: Aspect): boolean => SLOW.has(first) && SLOW.has(second);
  return contacts.toSorted((one, two) => Number(isOfTheirYears(one)) - Number(isOfTheirYears(two)));
}

/** Why there are no points of guna milan. */
export function describeOpenMoons(open: Comparison['open_moons'], name: string): string {
  if (open.length > 1) return words.gunas.open.both;
  return open[0] === 'own' ? words.gunas.open.own : fill(words.gunas.open.other, { whose: nameWhose(name) });
}

/** Whole points without a fraction, halves with one. */
export function formatPoints(points: number): string {
  return formatNumber(points, Number.isInteger(points) ? 0 : 1);
}

type KindName = keyof typeof words.gunas.kinds;

/** What a Moon is in a count: a nakshatra in tara, a planet in graha maitri, a sign in bhakoot, else a kind of its own. */
export function nameKootaSide(koota: string, side: string): string {
  if (koota === 'tara') return nameNakshatra(side);
  if (koota === 'graha_maitri') return namePoint(side, 'vedic');
  if (koota === 'bhakoot') return nameSign(side);
  return side in words.gunas.kinds ? words.gunas.kinds[side as KindName] : side;
}

export interface HouseRow {
  readonly point: string;
  /** In the other's houses; null where the hour decides, undefined where that side has no houses. */
  readonly inTheirs: number | null | undefined;
  readonly inYours: number | null | undefined;
}

const ANGLES: ReadonlySet<string> = new Set(['ascendant', 'midheaven', 'descendant', 'imum_coeli', 'vertex']);

/** Each body with its house on either side; empty where neither side has houses. */
export function listHouseRows(own: UsedInputs, found: Comparison): readonly HouseRow[] {
  const find = (
    hasHouses: boolean,
    overlays: readonly Overlay[],
    point: string,
  ): number | null | undefined =>
    hasHouses ? (overlays.find((one) => one.point === point)?.house ?? null) : undefined;
  const theirs = found.other.houses != null;
  const mine = own.houses != null;
  if (!theirs && !mine) return [];
  return found.other_placements
    .map((placement) => placement.point)
    .filter((point) => !ANGLES.has(point))
    .map((point) => ({
      point,
      inTheirs: find(theirs, found.own_in_other, point),
      inYours: find(mine, found.other_in_own, point),
    }));
}
