/** The twelve signs as strokes on a 24-unit grid, in order from Aries. */
export const ZODIAC: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'aries', path: 'M12 21V10M12 10C12 5 9 3 7 3S4 5 4 7s1 3 2 3M12 10c0-5 3-7 5-7s3 2 3 4-1 3-2 3' },
  { name: 'taurus', path: 'M12 10a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4 3c2 5 4 7 8 7s6-2 8-7' },
  { name: 'gemini', path: 'M5 3c4 3 10 3 14 0M5 21c4-3 10-3 14 0M9 5v14M15 5v14' },
  { name: 'cancer', path: 'M21 8C16 4 8 4 4 8a3 3 0 1 0 4-1M3 16c5 4 13 4 17 0a3 3 0 1 0-4 1' },
  {
    name: 'leo',
    path: 'M7 12a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM9.5 13C9 9 7 8 9 5s8-2 8 2-4 8-3 12c.500 2 4 2 5 0',
  },
  {
    name: 'virgo',
    path: 'M3 5c2 0 2 1 2 3v9M5 8c0-4 5-4 5 0v9M10 8c0-4 5-4 5 0v9c0 2 2 4 5 4M15 10c5-3 7 3-2 9',
  },
  { name: 'libra', path: 'M3 20h18M3 15h6c-6-5-2-11 3-11s9 6 3 11h6' },
  {
    name: 'scorpio',
    path: 'M3 5c2 0 2 1 2 3v9M5 8c0-4 5-4 5 0v9M10 8c0-4 5-4 5 0v9c0 3 3 3 6 1M19 15l2 3-3 2',
  },
  { name: 'sagittarius', path: 'M4 20L20 4M12 4h8v8M6 11l7 7' },
  {
    name: 'capricorn',
    path: 'M3 5c3 0 4 2 4 5v6M7 10c0-6 7-7 7 0v6c0 3-2 5-4 5M14 16a3.2 3.2 0 1 1 3 3.500c-2 0-3-2-3-4',
  },
  { name: 'aquarius', path: 'M3 10l4-3 3 3 4-3 3 3 4-3M3 17l4-3 3 3 4-3 3 3 4-3' },
  { name: 'pisces', path: 'M6 3c4 6 4 12 0 18M18 3c-4 6-4 12 0 18M5 12h14' },
];
