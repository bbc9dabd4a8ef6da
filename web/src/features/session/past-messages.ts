/** A stored session as captions, so that a talk that goes on shows what was said before. */

import { type History, type Message, sessions } from '../../client/sessions';
import type { Caption } from './captions';

const MAX_PAGES = 20;

export interface WholeSession {
  readonly title: string | null;
  readonly persona: string;
  readonly captions: readonly Caption[];
}

export function toCaption(message: Message): Caption {
  return {
    id: message.id,
    role: message.role,
    text: message.text,
    final: true,
    at: Date.parse(message.at),
    source: message.source,
    interrupted: message.interrupted,
  };
}

export async function readWholeSession(sessionId: string): Promise<WholeSession> {
  let page: History = await sessions.read(sessionId);
  const captions = page.messages.map(toCaption);
  const { title, persona } = page.session;
  for (let pages = 1; page.next_cursor !== null && pages < MAX_PAGES; pages++) {
    page = await sessions.read(sessionId, { cursor: page.next_cursor });
    captions.push(...page.messages.map(toCaption));
  }
  return { title, persona, captions };
}
