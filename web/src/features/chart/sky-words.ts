/** Signs, points and degrees as people read them. */

import type { Placement, System } from '../../client/sky';
import { formatDate } from '../../lib/moments';
import { fill, formatNumber, text } from '../../lib/text';

type PointName = keyof typeof text.chart.points;

/** `purva_phalguni` → `Purva Phalguni`. */
export function titleCase(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

type SignName = keyof typeof text.chart.signs;
type NakshatraName = keyof typeof text.chart.nakshatras;

export function nameSign(sign: string): string {
  return sign in text.chart.signs ? text.chart.signs[sign as SignName] : titleCase(sign);
}

export function nameNakshatra(nakshatra: string): string {
  return nakshatra in text.chart.nakshatras
    ? text.chart.nakshatras[nakshatra as NakshatraName]
    : titleCase(nakshatra);
}

/** In vedic charts the nodes are Rahu and Ketu. */
export function namePoint(point: string, system: System): string {
  const renamed: Record<string, PointName> =
    system === 'vedic' ? { north_node: 'rahu', south_node: 'ketu' } : {};
  const key = renamed[point] ?? point;
  return key in text.chart.points ? text.chart.points[key as PointName] : titleCase(point);
}

/** `14°05′`, cut off to the minute as charts print it. */
export function formatDegree(degree: number): string {
  const minutes = Math.floor(degree * 60 + 1e-9);
  return `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′`;
}

/** `23°51′25″`, for what is given to the second. */
export function formatExactDegree(degree: number): string {
  const seconds = Math.round(degree * 3600);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″`;
}

/** `14°05′ Taurus`, or both signs where the hour decides. */
export function formatPosition(placement: Placement): string {
  const [first, second] = placement.signs;
  if (first !== undefined && second !== undefined) {
    return fill(text.chart.placements.or, { sign: nameSign(first), other: nameSign(second) });
  }
  return `${formatDegree(placement.degree)} ${nameSign(placement.sign)}`;
}

/** `19.076° N, 72.878° E`. */
export function formatCoordinates(latitude: number, longitude: number): string {
  const { north, south, east, west } = text.chart.directions;
  const side = (value: number, plus: string, minus: string): string =>
    `${formatNumber(Math.abs(value), 3)}° ${value >= 0 ? plus : minus}`;
  return `${side(latitude, north, south)}, ${side(longitude, east, west)}`;
}

/** Seconds east of Greenwich as `+05:30`, with seconds where there are any. */
export function formatOffset(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = whole % 60 === 0 ? '' : `:${two(whole % 60)}`;
  return `${seconds < 0 ? '−' : '+'}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}${rest}`;
}

/** A moment or an ISO date as a day, `14 May 1996`; moments are taken in UTC. */
export function formatUtcDay(iso: string): string {
  return formatDate(new Date(iso), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

export function formatUtcMonth(iso: string): string {
  return formatDate(new Date(iso), { month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** The ISO date of a day in the person's own calendar, moved by whole days. */
export function isoDay(at: Date, moved = 0): string {
  const there = new Date(at.getFullYear(), at.getMonth(), at.getDate() + moved, 12);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(there.getFullYear()).padStart(4, '0')}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
}

/** An ISO date moved by whole days. */
export function moveDay(iso: string, days: number): string {
  const at = new Date(`${iso}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
