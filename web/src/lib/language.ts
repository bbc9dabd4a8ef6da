/** Which language the page speaks: the one that was chosen, else the browser's, else English. */

import { useSyncExternalStore } from 'react';
import { isLanguage, type Language } from '../messages/languages';
import { preferences } from './preferences';

function primaryOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

/** The first of the wanted tags (`hi-IN`, `en`) that the page can speak. */
export function pickLanguage(wanted: readonly string[]): Language {
  return wanted.map(primaryOf).find(isLanguage) ?? 'en';
}

/** The browser's own form of a language, `en-IN` for `en`: it decides how dates and numbers look. */
export function pickLocale(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => primaryOf(tag) === language) ?? language;
}

export function currentLanguage(): Language {
  return preferences.get().language ?? pickLanguage(navigator.languages);
}

export function locale(): string {
  return pickLocale(currentLanguage(), navigator.languages);
}

export function chooseLanguage(language: Language): void {
  if (preferences.get().language !== language) preferences.set({ language });
}

export function useLanguage(): Language {
  return useSyncExternalStore(preferences.subscribe, currentLanguage);
}
