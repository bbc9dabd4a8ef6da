/**
 * From one talk to the next, step by step and free of the browser. The next room is prepared while the old talk is
 * being saved; the old talk is left only after its save has succeeded, so a failure at any point loses nothing.
 */

import { ServiceError } from '../../client/http';
import type { OpenedSession } from '../../client/sessions';
import type { SavedMessage } from './captions';

export type Save = (sessionId: string, messages: readonly SavedMessage[]) => Promise<unknown>;

export interface NewChatSteps {
  /** The talk to leave; null when there is none to stop. */
  readonly sessionId: string | null;
  readonly messages: readonly SavedMessage[];
  onStep(step: 'saving' | 'leaving' | 'starting'): void;
  readonly save: Save;
  prepare(): Promise<OpenedSession>;
  /** Stops a session's agent and room. */
  stop(sessionId: string): Promise<unknown>;
  /** Leaves the room that this page is in: at once for the page, resolved when the goodbye has been said. */
  leave(): Promise<void>;
  /** Empties the screen. */
  clear(): void;
  connect(next: Promise<OpenedSession>): Promise<void>;
}

export type NewChatResult = { readonly ok: true } | { readonly ok: false; readonly error: ServiceError };

function toServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError ? error : new ServiceError(0, 'internal', '');
}

/**
 * Saves a talk: a 500 is tried once more without a word, a talk that the service does not know is logged and let go.
 * Answers with the error that is left, or null.
 */
export async function saveTalk(
  save: Save,
  sessionId: string,
  messages: readonly SavedMessage[],
): Promise<ServiceError | null> {
  for (const attempt of [1, 2]) {
    try {
      await save(sessionId, messages);
      return null;
    } catch (caught) {
      const error = toServiceError(caught);
      if (error.status === 404) {
        console.warn('save: the service does not know this session; going on');
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
    const error = await saveTalk(steps.save, sessionId, steps.messages);
    if (error !== null) {
      discard(steps, next);
      return { ok: false, error };
    }
  }
  steps.onStep('leaving');
  if (sessionId !== null) {
    steps
      .stop(sessionId)
      .catch(() => console.warn('new chat: the old room could not be stopped; the service will'));
  }
  const left = steps.leave();
  steps.clear();
  steps.onStep('starting');
  await Promise.all([left, steps.connect(next)]);
  return { ok: true };
}
