/** Figures made ready for drawing: bars over days, and what stands out in them. */

export interface Bar {
  /** `2026-05-01` */
  readonly day: string;
  readonly value: number;
}

export interface DrawnBar extends Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BarDrawing {
  readonly bars: readonly DrawnBar[];
  readonly peak: Bar | null;
}

const GAP = 0.28;
/** A day on which little was said is still seen. */
const LEAST_HEIGHT = 1.5;

/** Bars side by side over the whole width, the highest as high as there is room. */
export function drawBars(values: readonly Bar[], width: number, height: number): BarDrawing {
  const most = Math.max(0, ...values.map((bar) => bar.value));
  const peak = most === 0 ? null : (values.find((bar) => bar.value === most) ?? null);
  const step = width / Math.max(1, values.length);
  const bars = values.map((bar, index) => {
    const drawn = most === 0 || bar.value === 0 ? 0 : Math.max(LEAST_HEIGHT, (bar.value / most) * height);
    return {
      ...bar,
      x: round(index * step + (step * GAP) / 2),
      y: round(height - drawn),
      width: round(step * (1 - GAP)),
      height: round(drawn),
    };
  });
  return { bars, peak };
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}

export function toMinutes(seconds: number): number {
  return Math.round(seconds / 6) / 10;
}

/** A day without an hour, read by the person's own calendar. */
export function parseDay(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}
