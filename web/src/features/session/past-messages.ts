/** A stored session as captions, so that a talk that goes on shows what was said before. */

import { type Message, service } from '../../client/service';
import type { Caption } from './captions';

const MAX_PAGES = 20;

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

export async function readWholeSession(
  sessionId: string,
): Promise<{ title: string | null; captions: Caption[] }> {
  const captions: Caption[] = [];
  let title: string | null = null;
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const found: Awaited<ReturnType<typeof service.readHistory>> = await service.readHistory(
      sessionId,
      cursor,
    );
    title = found.session.title ?? null;
    captions.push(...found.messages.map(toCaption));
    cursor = found.next_cursor ?? null;
    if (cursor === null) break;
  }
  return { title, captions };
}
