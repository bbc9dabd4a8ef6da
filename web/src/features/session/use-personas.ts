/** The companions to choose from, and how their ways are named. */

import { useQuery } from '@tanstack/react-query';
import { type Persona, sessions } from '../../client/sessions';
import { locale } from '../../lib/language';
import { joinList, text } from '../../lib/text';

export function usePersonas() {
  const query = useQuery({
    queryKey: ['personas'],
    queryFn: sessions.personas,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const personas: readonly Persona[] = query.data?.items ?? [];
  /** What a persona is called; its plain name until the list is there. */
  const nameOf = (name: string): string => personas.find((persona) => persona.name === name)?.title ?? name;
  return { ...query, personas, nameOf };
}

function nameLanguage(code: string): string {
  const known: Readonly<Record<string, string>> = text.sessions.languages;
  if (known[code] !== undefined) return known[code];
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function nameLanguages(codes: readonly string[]): string {
  return joinList(codes.map(nameLanguage));
}

export function nameVoice(voice: string): string {
  const known: Readonly<Record<string, string>> = text.sessions.voices;
  return known[voice] ?? voice;
}
