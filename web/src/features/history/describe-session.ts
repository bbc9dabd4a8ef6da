/** A conversation in a few words: what it is called, how much was said, where. */

import type { SessionInfo } from '../../client/sessions';
import { formatSpan } from '../../lib/moments';
import { count, text } from '../../lib/text';

const words = text.history;

export function nameSession(session: Pick<SessionInfo, 'title'>): string {
  return session.title ?? words.untitled;
}

export function describeSession(session: SessionInfo): string {
  const parts = [count(words.messages, session.message_count)];
  if (session.active) parts.push(words.active);
  else if (session.duration_s != null) parts.push(formatSpan(session.duration_s));
  return parts.join(' · ');
}

export function namePlatform(platform: string): string {
  const known: Readonly<Record<string, string>> = words.platforms;
  return known[platform] ?? platform;
}
