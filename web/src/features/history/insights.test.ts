import { describe, expect, it } from 'vitest';
import { drawBars, parseDay, toMinutes } from './insights';

describe('drawBars', () => {
  it('fills the width, and gives the highest all the height', () => {
    const { bars, peak } = drawBars(
      [
        { day: '2026-05-01', value: 2 },
        { day: '2026-05-02', value: 4 },
        { day: '2026-05-03', value: 0 },
      ],
      300,
      80,
    );
    expect(bars.map((bar) => bar.height)).toEqual([40, 80, 0]);
    expect(bars.map((bar) => bar.y)).toEqual([40, 0, 80]);
    expect(bars.every((bar) => bar.x >= 0 && bar.x + bar.width <= 300)).toBe(true);
    expect(peak).toEqual({ day: '2026-05-02', value: 4 });
  });

  it('shows a day on which little was said', () => {
    const { bars } = drawBars(
      [
        { day: '2026-05-01', value: 1 },
        { day: '2026-05-02', value: 1000 },
      ],
      100,
      50,
    );
    expect(bars[0]?.height).toBeGreaterThan(1);
  });

  it('draws nothing of nothing', () => {
    expect(drawBars([], 100, 50)).toEqual({ bars: [], peak: null });
    expect(drawBars([{ day: '2026-05-01', value: 0 }], 100, 50).peak).toBeNull();
  });
});

describe('toMinutes and parseDay', () => {
  it('keeps a tenth of a minute, and a day where it is', () => {
    expect(toMinutes(90)).toBe(1.5);
    expect(toMinutes(0)).toBe(0);
    expect([parseDay('2026-05-01').getMonth(), parseDay('2026-05-01').getDate()]).toEqual([4, 1]);
  });
});
