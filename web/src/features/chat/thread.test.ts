import { describe, expect, it } from 'vitest';
import type { ThreadMessage } from '../../client/responder';
import { suggestCommands } from './commands';
import { EMPTY_THREAD, isThinking, linesOf, reduceThread, type ThreadEvent } from './thread';

const SESSION = 's';

function stored(
  id: string,
  role: 'user' | 'assistant',
  messageId: string | null,
  second: number,
): ThreadMessage {
  const at = new Date(second * 1000).toISOString();
  return { id, role, text: id, at, source: 'typed', interrupted: false, message_id: messageId };
}

function thread(messages: readonly ThreadMessage[], pending: readonly string[] = [], at = 1000): ThreadEvent {
  return { type: 'thread', thread: { session_id: SESSION, messages, pending }, at };
}

function run(...events: readonly ThreadEvent[]) {
  return events.reduce(reduceThread, EMPTY_THREAD);
}

const SENDING: ThreadEvent = { type: 'sending', messageId: 'm', text: 'hello', at: 1000, isNote: false };
const ACCEPTED: ThreadEvent = { type: 'accepted', messageId: 'm', at: 1100, transcript: null };

describe('a written talk', () => {
  it('keeps the line of a message while the service takes it over', () => {
    const before = linesOf(run(SENDING, ACCEPTED)).map((line) => line.key);
    const after = linesOf(run(SENDING, ACCEPTED, thread([stored('a', 'user', 'm', 1)], ['m'])));
    expect(after.map((line) => line.key)).toEqual(before);
    expect(after[0]?.own).toBeNull();
  });

  it('shows nothing twice, however often it is told, and in the order of the talk', () => {
    const question = stored('a', 'user', 'm', 1);
    const answer = stored('b', 'assistant', 'm', 2);
    const lines = linesOf(run(thread([answer]), thread([question, answer]), thread([question])));
    expect(lines.map((line) => line.text)).toEqual(['a', 'b']);
  });

  it('lets an answer grow behind what it answers and gives way to the stored one', () => {
    const growing: ThreadEvent = { type: 'partial', messageId: 'm', text: 'Wel' };
    const asked = thread([stored('a', 'user', 'm', 1)], ['m']);
    expect(linesOf(run(SENDING, ACCEPTED, growing)).map((line) => line.text)).toEqual(['hello', 'Wel']);
    const lines = linesOf(run(asked, growing, thread([stored('b', 'assistant', 'm', 2)])));
    expect(lines.map((line) => [line.text, line.whole])).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('keeps what was said off the record for this page only', () => {
    const told: ThreadEvent = { type: 'unkept', messageId: 'm', text: 'Between us.' };
    const lines = linesOf(run(SENDING, ACCEPTED, told, thread([], [], 90_000)));
    expect(lines.map((line) => line.text)).toEqual(['hello', 'Between us.']);
    expect(lines[0]?.own?.state).toBe('unkept');
  });

  it('notices that no answer came, but not before the thread can know', () => {
    expect(run(SENDING, ACCEPTED, thread([], [], 1200)).own[0]?.state).toBe('accepted');
    expect(run(SENDING, ACCEPTED, thread([], ['m'], 90_000)).own[0]?.state).toBe('accepted');
    expect(run(SENDING, ACCEPTED, thread([], [], 90_000)).own[0]?.state).toBe('unanswered');
  });

  it('thinks until the first word', () => {
    expect(isThinking(run(SENDING))).toBe(false);
    expect(isThinking(run(SENDING, ACCEPTED))).toBe(true);
    expect(isThinking(run(SENDING, ACCEPTED, { type: 'partial', messageId: 'm', text: 'W' }))).toBe(false);
  });

  it('says what became of a voice note', () => {
    const note: ThreadEvent = { ...SENDING, text: '', isNote: true };
    expect(linesOf(run(note, { ...ACCEPTED, transcript: 'spoken' }))[0]?.text).toBe('spoken');
    expect(run(note, { type: 'failed', messageId: 'm', refused: true }).own[0]?.state).toBe('refused');
  });
});

describe('commands', () => {
  it('are suggested while they are typed, and only then', () => {
    expect(suggestCommands('/')).toContain('help');
    expect(suggestCommands('/h')).toEqual(['history', 'help']);
    expect(suggestCommands('/help')).toEqual([]);
    expect(suggestCommands('1/2')).toEqual([]);
    expect(suggestCommands('/new talk')).toEqual([]);
  });
});
