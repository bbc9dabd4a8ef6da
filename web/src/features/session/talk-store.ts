/** What a talk is right now, as one value that components read and the talk changes. */

import { type Call, type CallEvent, IDLE, reduceCall } from './call-machine';
import { type CaptionEvent, type Captions, reduceCaptions } from './captions';

export interface TalkState {
  readonly call: Call;
  readonly captions: Captions;
  readonly sessionId: string | null;
  readonly title: string | null;
  /** Who answers; null until that is known. */
  readonly persona: string | null;
  readonly micOn: boolean;
  /** What the agent wrote with its last notice, to show as it is. */
  readonly notice: string | null;
  /** Set when the talk ended by itself because nobody spoke. */
  readonly endedQuiet: boolean;
  /** Another tab is just beginning a talk: this one keeps its hands off. */
  readonly busyElsewhere: boolean;
}

export const EMPTY_TALK: TalkState = {
  call: IDLE,
  captions: [],
  sessionId: null,
  title: null,
  persona: null,
  micOn: false,
  notice: null,
  endedQuiet: false,
  busyElsewhere: false,
};

export class TalkStore {
  private state = EMPTY_TALK;
  private readonly listeners = new Set<() => void>();

  readonly get = (): TalkState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<TalkState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  dispatch(event: CallEvent): void {
    this.set({ call: reduceCall(this.state.call, event) });
  }

  caption(event: CaptionEvent): void {
    this.set({ captions: reduceCaptions(this.state.captions, event) });
  }
}
