/** The page's line icons, drawn for it on a 24-unit grid. */

const PATHS = {
  mic: 'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  micOff:
    'M9 9v2.5a3 3 0 0 0 4.6 2.5M15 11V6.5a3 3 0 0 0-5.8-1M5.5 11.500a6.5 6.5 0 0 0 10.5 5.100M18.3 13a6.5 6.5 0 0 0 .200-1.500M12 18v3M4 3.500l16 17',
  end: 'M6 6l12 12M18 6L6 18',
  sound: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5',
  send: 'M4 12h15M13 6l6 6-6 6',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 8h16M4 16h16',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M20 12H5M11 6l-6 6 6 6',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z',
  auto: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.500v17M12 8h6.500M12 12h8.500M12 16h6.5',
  lamp: 'M8 3.500h8l2.500 8h-13zM12 11.500v6.500M8 20.500h8',
  lampOn:
    'M8 3.500h8l2.500 8h-13zM12 11.500v6.500M8 20.500h8M4 15l-1.500 1.500M20 15l1.500 1.500M6.500 5l-2-1M17.500 5l2-1',
  down: 'M12 5v14M6 13l6 6 6-6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
