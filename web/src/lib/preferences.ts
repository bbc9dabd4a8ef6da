/** What the page remembers of a person's choices on this machine: devices, volume, theme, language. Never their words. */

import { isLanguage, type Language } from '../messages/languages';

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
  /** 0 to 1. */
  readonly volume: number;
  readonly pushToTalk: boolean;
  /** Whether she is lowered at once when somebody speaks over her. */
  readonly giveWay: boolean;
  /** Whether the talk shows how long replies take. */
  readonly showPace: boolean;
  readonly theme: Theme;
  /** null: as the browser has it. */
  readonly language: Language | null;
}

const KEY = 'astra.preferences';
const DEFAULTS: Preferences = {
  microphoneId: null,
  speakerId: null,
  volume: 1,
  pushToTalk: false,
  giveWay: true,
  showPace: false,
  theme: 'system',
  language: null,
};

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Reads whatever an older or a tampered store holds into a whole, valid set. */
export function parsePreferences(raw: string | null): Preferences {
  let found: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(raw ?? '{}');
    found = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    found = {};
  }
  const volume = found.volume;
  return {
    microphoneId: textOrNull(found.microphoneId),
    speakerId: textOrNull(found.speakerId),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULTS.volume,
    pushToTalk: found.pushToTalk === true,
    giveWay: found.giveWay !== false,
    showPace: found.showPace === true,
    theme: found.theme === 'light' || found.theme === 'dark' ? found.theme : 'system',
    language: isLanguage(found.language) ? found.language : null,
  };
}

let current: Preferences = parsePreferences(readStored(KEY));
const listeners = new Set<() => void>();

export const preferences = {
  get: (): Preferences => current,
  set(change: Partial<Preferences>): void {
    current = { ...current, ...change };
    writeStored(KEY, JSON.stringify(current));
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Storage may be forbidden altogether (private windows, strict settings): then nothing is remembered. */
export function readStored(key: string, store: 'local' | 'tab' = 'local'): string | null {
  try {
    return (store === 'local' ? localStorage : sessionStorage).getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null, store: 'local' | 'tab' = 'local'): void {
  try {
    const place = store === 'local' ? localStorage : sessionStorage;
    if (value === null) place.removeItem(key);
    else place.setItem(key, value);
  } catch {
    // Not remembered, which is what such a browser was told to do.
  }
}
