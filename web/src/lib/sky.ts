/**
 * Where the Sun and the Moon stand now, for the dial. Low-precision series of the Astronomical Almanac:
 * Sun within 0.01°, Moon within 0.3°, 1950 to 2050. Readings never come from here; the service computes those.
 */

const DEGREE = Math.PI / 180;
const J2000_MS = Date.UTC(2000, 0, 1, 12);
const DAY_MS = 86_400_000;

export interface Sky {
  /** Tropical ecliptic longitudes in degrees, 0 to 360. */
  readonly sun: number;
  readonly moon: number;
  /** Moon minus Sun in degrees: 0 new, 90 first quarter, 180 full. */
  readonly elongation: number;
}

function turn(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

function sine(degrees: number): number {
  return Math.sin(degrees * DEGREE);
}

export function computeSky(at: Date): Sky {
  const days = (at.getTime() - J2000_MS) / DAY_MS;
  const anomaly = 357.528 + 0.9856003 * days;
  const sun = turn(280.46 + 0.9856474 * days + 1.915 * sine(anomaly) + 0.02 * sine(2 * anomaly));
  const centuries = days / 36_525;
  const moon = turn(
    218.32 +
      481_267.881 * centuries +
      6.29 * sine(135.0 + 477_198.87 * centuries) -
      1.27 * sine(259.3 - 413_335.36 * centuries) +
      0.66 * sine(235.7 + 890_534.22 * centuries) +
      0.21 * sine(269.9 + 954_397.74 * centuries) -
      0.19 * sine(357.5 + 35_999.05 * centuries) -
      0.11 * sine(186.5 + 966_404.03 * centuries),
  );
  return { sun, moon, elongation: turn(moon - sun) };
}

/** SVG path of the lit part of a Moon disc, seen from the northern hemisphere. */
export function litMoonPath(elongation: number, radius: number): string {
  const waxing = elongation < 180;
  const bulge = Math.abs(Math.cos(elongation * DEGREE)) * radius;
  const crescent = elongation < 90 || elongation > 270;
  const outer = waxing ? 1 : 0;
  const inner = waxing === crescent ? 0 : 1;
  return `M0 ${-radius}A${radius} ${radius} 0 0 ${outer} 0 ${radius}A${bulge.toFixed(2)} ${radius} 0 0 ${inner} 0 ${-radius}Z`;
}
