/**
 * Keeps a thread up to date: over a socket, and by asking every so often while there is none. A socket that went away
 * is opened again with what is known already, so that nothing is lost or told twice.
 */

import { ServiceError } from '../../client/http';
import {
  type ResponderCalls,
  SIGNED_OUT,
  type SocketEvent,
  type Thread,
  UNKNOWN_SESSION,
} from '../../client/responder';

export type LinkState =
  /** Not known yet. */
  | 'opening'
  /** Words arrive as they come. */
  | 'live'
  /** No socket: the page asks every few seconds. */
  | 'asking'
  /** Nobody answers at all. */
  | 'away';

export interface LinkListener {
  onState(state: LinkState): void;
  onThread(thread: Thread): void;
  onPartial(messageId: string, text: string): void;
  onUnkept(messageId: string, text: string): void;
  onMoved(sessionId: string): void;
  onSignedOut(): void;
  /** The conversation is not there any more. */
  onGone(): void;
  /** The messages that are known, newest last. */
  listSeen(): readonly string[];
}

const ASK_EVERY_MS = 2000;
const FIRST_AGAIN_MS = 500;
const LONGEST_AGAIN_MS = 20_000;
/** A socket that says nothing for so long after it was opened is taken for one that can't be had. */
const PATIENCE_MS = 4000;

export class LiveLink {
  private socket: WebSocket | null = null;
  private againIn: ReturnType<typeof setTimeout> | null = null;
  private asking: ReturnType<typeof setTimeout> | null = null;
  private patience: ReturnType<typeof setTimeout> | null = null;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly sessionId: string,
    private readonly calls: Pick<ResponderCalls, 'openSocket' | 'read'>,
    private readonly listener: LinkListener,
  ) {}

  open(): void {
    this.listener.onState('opening');
    this.connect();
  }

  close(): void {
    this.closed = true;
    for (const timer of [this.againIn, this.asking, this.patience]) if (timer !== null) clearTimeout(timer);
    this.drop();
  }

  /** The network is back, or the page is looked at again: no need to wait. */
  hurry(): void {
    if (this.closed || this.socket !== null) return;
    if (this.againIn !== null) clearTimeout(this.againIn);
    this.failures = 0;
    this.connect();
  }

  private connect(): void {
    this.againIn = null;
    let socket: WebSocket;
    try {
      socket = this.calls.openSocket(this.sessionId, this.listener.listSeen());
    } catch {
      this.lose();
      return;
    }
    this.socket = socket;
    this.patience = setTimeout(() => this.onClosed(socket, 0), PATIENCE_MS);
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      if (this.socket === socket) this.take(JSON.parse(event.data) as SocketEvent);
    });
    socket.addEventListener('close', (event) => this.onClosed(socket, event.code));
  }

  private take(event: SocketEvent): void {
    const { listener } = this;
    switch (event.type) {
      case 'messages:init':
        if (this.patience !== null) clearTimeout(this.patience);
        this.failures = 0;
        this.stopAsking();
        listener.onState('live');
        listener.onThread(event);
        return;
      case 'messages:append':
        listener.onThread(event);
        return;
      case 'reply:partial':
        listener.onPartial(event.message_id, event.text);
        return;
      case 'reply:unkept':
        listener.onUnkept(event.message_id, event.text);
        return;
      case 'session:moved':
        listener.onMoved(event.session_id);
        return;
    }
  }

  private onClosed(socket: WebSocket, code: number): void {
    if (this.socket !== socket) return;
    this.drop();
    if (this.closed) return;
    if (code === SIGNED_OUT) this.listener.onSignedOut();
    else if (code === UNKNOWN_SESSION) this.listener.onGone();
    else this.lose();
  }

  private drop(): void {
    const { socket } = this;
    this.socket = null;
    if (this.patience !== null) clearTimeout(this.patience);
    socket?.close();
  }

  /** No socket for now: ask meanwhile, and try again later and later. */
  private lose(): void {
    const wait = Math.min(LONGEST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** this.failures);
    this.failures += 1;
    this.againIn = setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
    if (this.asking === null) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = setTimeout(() => undefined, 0);
    try {
      const thread = await this.calls.read(this.sessionId, this.listener.listSeen());
      if (this.closed || this.asking === null) return;
      this.listener.onState('asking');
      this.listener.onThread(thread);
    } catch (error) {
      if (this.closed || this.asking === null) return;
      const status = error instanceof ServiceError ? error.status : 0;
      if (status === 401) {
        this.listener.onSignedOut();
        return;
      }
      if (status === 404) {
        this.listener.onGone();
        return;
      }
      this.listener.onState('away');
    }
    this.asking = setTimeout(() => void this.ask(), ASK_EVERY_MS);
  }

  private stopAsking(): void {
    if (this.asking !== null) clearTimeout(this.asking);
    this.asking = null;
  }
}
