/** The call as a pure state machine: what the screen shows is decided here and nowhere else. */

export type Hop =
  | 'insecure'
  | 'microphone_blocked'
  | 'microphone_missing'
  | 'microphone_busy'
  | 'service'
  | 'refused'
  | 'rooms'
  | 'agent'
  | 'llm'
  | 'stt'
  | 'tts'
  | 'room_lost';

export type Step = 'service' | 'room' | 'agent';
export type AgentState = 'initializing' | 'listening' | 'thinking' | 'speaking';
export type NewChatStep = 'saving' | 'leaving' | 'starting';

export type Phase =
  /** Nothing is going on; the start control is shown. */
  | 'idle'
  /** On the way into the room; `step` says how far. */
  | 'calling'
  /** In the room with the agent. */
  | 'live'
  /** The connection is being restored. */
  | 'reconnecting'
  /** Stopped by a failure; `trouble` says which hop. */
  | 'failed'
  /** Another tab has the talk. */
  | 'taken';

export interface Call {
  readonly phase: Phase;
  readonly step: Step | null;
  readonly agent: AgentState | null;
  /** The hop that is in trouble. With `phase: 'failed'` it ended the call; otherwise the talk goes on around it. */
  readonly trouble: Hop | null;
  readonly newChat: NewChatStep | null;
  readonly saveFailed: boolean;
  /** The agent announced that it is about to close for want of words. */
  readonly closing: boolean;
  readonly audioLocked: boolean;
}

export type CallEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened' }
  | { readonly type: 'connected' }
  | { readonly type: 'agent_joined' }
  | { readonly type: 'agent_state'; readonly state: AgentState }
  | { readonly type: 'agent_late' }
  | { readonly type: 'agent_left' }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'reconnected' }
  | { readonly type: 'trouble'; readonly hop: Hop }
  | { readonly type: 'trouble_over'; readonly hop: Hop | 'provider' | 'microphone' }
  | { readonly type: 'failed'; readonly hop: Hop }
  | { readonly type: 'ended' }
  | { readonly type: 'taken' }
  | { readonly type: 'closing' }
  | { readonly type: 'user_spoke' }
  | { readonly type: 'audio'; readonly locked: boolean }
  | { readonly type: 'new_chat'; readonly step: NewChatStep | null }
  | { readonly type: 'save_failed'; readonly failed: boolean };

export const IDLE: Call = {
  phase: 'idle',
  step: null,
  agent: null,
  trouble: null,
  newChat: null,
  saveFailed: false,
  closing: false,
  audioLocked: false,
};

const PROVIDERS: readonly Hop[] = ['llm', 'stt', 'tts'];
const MICROPHONE: readonly Hop[] = [
  'insecure',
  'microphone_blocked',
  'microphone_missing',
  'microphone_busy',
];

function settles(over: Hop | 'provider' | 'microphone', trouble: Hop | null): boolean {
  if (trouble === null) return false;
  if (over === 'provider') return PROVIDERS.includes(trouble);
  if (over === 'microphone') return MICROPHONE.includes(trouble);
  return over === trouble;
}

export function isActive(call: Call): boolean {
  return call.phase === 'calling' || call.phase === 'live' || call.phase === 'reconnecting';
}

function onConnection(call: Call, event: CallEvent): Call | null {
  switch (event.type) {
    case 'start':
      return { ...IDLE, newChat: call.newChat, phase: 'calling', step: 'service' };
    case 'opened':
      return call.phase === 'calling' ? { ...call, step: 'room' } : call;
    case 'connected':
      return call.phase === 'calling' ? { ...call, step: 'agent' } : call;
    case 'reconnecting':
      return call.phase === 'live' ? { ...call, phase: 'reconnecting' } : call;
    case 'reconnected':
      return call.phase === 'reconnecting' ? { ...call, phase: 'live' } : call;
    case 'failed':
      return { ...IDLE, phase: 'failed', trouble: event.hop };
    case 'ended':
      return { ...IDLE, newChat: call.newChat };
    case 'taken':
      return isActive(call) ? { ...IDLE, phase: 'taken' } : call;
    default:
      return null;
  }
}

function onAgent(call: Call, event: CallEvent): Call | null {
  switch (event.type) {
    case 'agent_joined':
      if (!isActive(call)) return call;
      return {
        ...call,
        phase: call.phase === 'reconnecting' ? 'reconnecting' : 'live',
        step: null,
        agent: call.agent ?? 'initializing',
        trouble: call.trouble === 'agent' ? null : call.trouble,
      };
    case 'agent_state':
      return isActive(call) ? { ...call, agent: event.state } : call;
    case 'agent_late':
      return call.phase === 'calling' ? { ...call, trouble: call.trouble ?? 'agent' } : call;
    case 'agent_left':
      return call.phase === 'live' ? { ...call, phase: 'calling', step: 'agent', agent: null } : call;
    default:
      return null;
  }
}

function onTalk(call: Call, event: CallEvent): Call {
  switch (event.type) {
    case 'trouble':
      return isActive(call) ? { ...call, trouble: event.hop } : call;
    case 'trouble_over':
      return settles(event.hop, call.trouble) ? { ...call, trouble: null } : call;
    case 'closing':
      return isActive(call) ? { ...call, closing: true } : call;
    case 'user_spoke':
      return call.closing ? { ...call, closing: false } : call;
    case 'audio':
      return { ...call, audioLocked: event.locked };
    case 'new_chat':
      return { ...call, newChat: event.step };
    case 'save_failed':
      return { ...call, saveFailed: event.failed };
    default:
      return call;
  }
}

export function reduceCall(call: Call, event: CallEvent): Call {
  return onConnection(call, event) ?? onAgent(call, event) ?? onTalk(call, event);
}

/** What the dial draws. */
export type Mood = 'idle' | 'connecting' | 'listening' | 'thinking' | 'speaking';

export function moodOf(call: Call): Mood {
  if (call.phase === 'calling' || call.phase === 'reconnecting') return 'connecting';
  if (call.phase !== 'live') return 'idle';
  return call.agent === null || call.agent === 'initializing' ? 'connecting' : call.agent;
}
