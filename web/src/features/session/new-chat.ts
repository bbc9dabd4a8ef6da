/**
 * New Chat, step by step and free of the browser. The next session is prepared while the old one is being saved;
 * the old conversation is left only after its save has succeeded, so a failure at any point loses nothing.
 */

import { ServiceError } from '../../client/http';
import type { OpenedSession } from '../../client/service';
import type { SavedMessage } from './captions';

export interface NewChatSteps {
  readonly sessionId: string | null;
  readonly messages: readonly SavedMessage[];
  onStep(step: 'saving' | 'leaving' | 'starting'): void;
  save(sessionId: string, messages: readonly SavedMessage[]): Promise<unknown>;
  prepare(): Promise<OpenedSession>;
  /** Stops a session's agent and room. */
  stop(sessionId: string): Promise<unknown>;
  /** Leaves the room that this page is in. */
  leave(): Promise<void>;
  /** Empties the screen. */
  clear(): void;
  connect(next: Promise<OpenedSession>): Promise<void>;
}

export type NewChatResult = { readonly ok: true } | { readonly ok: false; readonly error: ServiceError };

function toServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError ? error : new ServiceError(0, 'internal', '');
}

async function saveOldOne(steps: NewChatSteps, sessionId: string): Promise<ServiceError | null> {
  for (const attempt of [1, 2]) {
    try {
      await steps.save(sessionId, steps.messages);
      return null;
    } catch (caught) {
      const error = toServiceError(caught);
      if (error.status === 404) {
        console.warn('new chat: the service does not know the old session; going on');
        return null;
      }
      if (error.status !== 500 || attempt === 2) return error;
    }
  }
  return null;
}

function discard(steps: NewChatSteps, next: Promise<OpenedSession>): void {
  next.then((opened) => steps.stop(opened.session_id)).catch(() => undefined);
}

export async function runNewChat(steps: NewChatSteps): Promise<NewChatResult> {
  const { sessionId } = steps;
  const next = steps.prepare();
  next.catch(() => undefined);
  if (sessionId !== null && steps.messages.length > 0) {
    steps.onStep('saving');
    const error = await saveOldOne(steps, sessionId);
    if (error !== null) {
      discard(steps, next);
      return { ok: false, error };
    }
  }
  steps.onStep('leaving');
  const stopped = sessionId === null ? null : steps.stop(sessionId);
  stopped?.catch(() => console.warn('new chat: the old room could not be stopped; the service will'));
  await steps.leave();
  steps.clear();
  steps.onStep('starting');
  await steps.connect(next);
  return { ok: true };
}
