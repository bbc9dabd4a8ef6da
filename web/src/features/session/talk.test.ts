import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../client/http';
import type { OpenedSession } from '../../client/sessions';
import type { Link } from './calling';
import type { RoomListener } from './room-link';
import { Talk, type TalkParts } from './talk';

type Fakes = {
  readonly [K in keyof TalkParts['service']]: ReturnType<typeof vi.fn<TalkParts['service'][K]>>;
};

/** Rooms that open at once, in the order in which they were asked for; each can be heard from by hand. */
class Rooms {
  readonly listeners: RoomListener[] = [];
  readonly joined: string[] = [];
  readonly left: string[] = [];
  refusal: Error | null = null;

  readonly open = (listener: RoomListener): Link => {
    let room = '';
    this.listeners.push(listener);
    return {
      connect: async (opened: OpenedSession) => {
        if (this.refusal !== null) throw this.refusal;
        room = opened.session_id;
        this.joined.push(room);
      },
      leave: async () => void (room === '' || this.left.push(room)),
      openMicrophone: async () => undefined,
      setMicrophone: async () => undefined,
      sendTyped: async () => undefined,
      switchDevice: async () => undefined,
      setVolume: () => undefined,
      unlockAudio: async () => undefined,
      readLevels: () => ({ mic: 0, agent: 0 }),
      hasAgent: true,
    };
  };

  hear(role: 'user' | 'assistant', text: string): void {
    this.listeners.at(-1)?.onSegment({ id: `${role}:${text}`, role, text, final: true, at: 1 });
  }
}

function makeTalk() {
  let made = 0;
  const rooms = new Rooms();
  const open = (id: string): OpenedSession => ({ session_id: id, room: id, url: 'ws://x', token: 't' });
  const service: Fakes = {
    begin: vi.fn(async () => open(`new-${++made}`)),
    create: vi.fn(async () => ({ session_id: `named-${++made}` })),
    reopen: vi.fn(async (id: string) => open(id)),
    stop: vi.fn(async () => null),
    save: vi.fn(async () => null),
  };
  const readPast = vi.fn<TalkParts['readPast']>(async () => ({
    title: 'The river',
    persona: 'meera',
    captions: [
      { id: 'm1', role: 'user', text: 'of old', final: true, at: 1, source: 'voice', interrupted: false },
    ],
  }));
  const talk = new Talk({ service, readPast, openLink: rooms.open });
  const signedOut = vi.fn();
  talk.attach({ onSignedOut: signedOut, onSessionsChanged: () => undefined });
  return { talk, service, readPast, rooms, signedOut };
}

const words = (talk: Talk): string[] => talk.get().captions.map((caption) => caption.text);
const failAfter = (ms: number, error: ServiceError) => () =>
  new Promise<never>((_, reject) => setTimeout(() => reject(error), ms));
const NO = (status: number): ServiceError => new ServiceError(status, 'no', '');

describe('Talk', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    vi.useFakeTimers();
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('navigator', { mediaDevices: {}, languages: ['en'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function begin(said = 'hello') {
    const stage = makeTalk();
    await stage.talk.start();
    if (said !== '') stage.rooms.hear('user', said);
    return stage;
  }

  describe('New Chat', () => {
    it('saves, stops, leaves, empties the screen, and goes on with a new conversation', async () => {
      const { talk, service, rooms } = await begin();
      await talk.newChat();
      expect(service.save).toHaveBeenCalledWith('new-1', [{ role: 'user', text: 'hello', timestamp: 1 }]);
      expect(service.stop).toHaveBeenCalledWith('new-1');
      expect(rooms.left).toEqual(['new-1']);
      expect(rooms.joined).toEqual(['new-1', 'new-2']);
      expect(words(talk)).toEqual([]);
      expect(talk.get()).toMatchObject({
        sessionId: 'new-2',
        title: null,
        call: { phase: 'live', newChat: null },
      });
    });

    it('counts a thousand rapid clicks once, each intent with a key of its own', async () => {
      const { talk, service } = await begin();
      await Promise.all(Array.from({ length: 1000 }, () => talk.newChat()));
      expect(service.begin).toHaveBeenCalledTimes(2);
      expect(service.save).toHaveBeenCalledOnce();
      await talk.newChat();
      const keys = service.begin.mock.calls.map(([, key]) => key);
      expect(new Set(keys).size).toBe(3);
    });

    it('sends the key of its click again when the answer got lost', async () => {
      const { talk, service, rooms } = await begin();
      service.begin.mockImplementationOnce(failAfter(10_000, NO(0)));
      const done = talk.newChat();
      await vi.advanceTimersByTimeAsync(10_000);
      await done;
      const [, lost, again] = service.begin.mock.calls.map(([, key]) => key);
      expect(again).toBe(lost);
      expect(rooms.joined).toHaveLength(2);
    });

    it.each([
      ['times out after ten seconds', failAfter(10_000, new ServiceError(0, 'timeout', '')), 1],
      ['answers 500 twice', failAfter(50, NO(500)), 2],
      ['answers 503', failAfter(50, NO(503)), 1],
      ['answers 403', failAfter(50, NO(403)), 1],
      ['answers 413', failAfter(50, NO(413)), 1],
    ])('keeps the talk, live and whole, when the save %s, and can try again', async (_, fail, tries) => {
      const { talk, service, rooms } = await begin();
      service.save.mockImplementation(fail);
      const done = talk.newChat();
      expect(talk.get().call.newChat).toBe('saving');
      await vi.advanceTimersByTimeAsync(10_000);
      await done;
      expect(service.save).toHaveBeenCalledTimes(tries);
      expect(talk.get()).toMatchObject({
        sessionId: 'new-1',
        call: { phase: 'live', newChat: null, saveFailed: true },
      });
      expect(words(talk)).toEqual(['hello']);
      expect(service.stop.mock.calls).toEqual([['new-2']]);
      expect(rooms.left).toEqual([]);

      service.save.mockImplementation(async () => null);
      rooms.hear('user', 'and more');
      await talk.retrySave();
      expect(service.save.mock.lastCall?.[1].map((message) => message.text)).toEqual(['hello', 'and more']);
      expect(talk.get()).toMatchObject({ sessionId: 'new-3', call: { phase: 'live', saveFailed: false } });
    });

    it('tries a 500 once more without a word', async () => {
      const { talk, service } = await begin();
      service.save.mockRejectedValueOnce(NO(500));
      await talk.newChat();
      expect(talk.get()).toMatchObject({ sessionId: 'new-2', call: { saveFailed: false } });
    });

    it('logs a conversation that the service does not know, and goes on', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      const { talk, service } = await begin();
      service.save.mockRejectedValueOnce(NO(404));
      await talk.newChat();
      expect(warn).toHaveBeenCalledOnce();
      expect(talk.get().sessionId).toBe('new-2');
    });

    it('goes to the sign-in page, with the words kept, when nobody is signed in', async () => {
      const { talk, service, signedOut } = await begin();
      service.save.mockRejectedValue(NO(401));
      await talk.newChat();
      expect(signedOut).toHaveBeenCalled();
      expect(words(talk)).toEqual(['hello']);
    });

    it('says so when connecting fails, and the button works again', async () => {
      const { talk, rooms } = await begin();
      rooms.refusal = new Error('no room');
      await talk.newChat();
      expect(talk.get().call).toMatchObject({ phase: 'failed', trouble: 'rooms', newChat: null });
      rooms.refusal = null;
      await talk.newChat();
      expect(talk.get()).toMatchObject({ call: { phase: 'live', trouble: null } });
    });

    it('saves nothing where nothing was said, and does not save twice what End has saved', async () => {
      const silent = await begin('');
      await silent.talk.newChat();
      expect(silent.service.save).not.toHaveBeenCalled();
      const ended = await begin();
      await ended.talk.end();
      await ended.talk.newChat();
      expect(ended.service.save).toHaveBeenCalledOnce();
    });

    it('stays with the companion, or goes to the one that was chosen', async () => {
      const { talk, service } = await begin();
      await talk.newChat({ persona: 'orion', displayName: null });
      await talk.newChat();
      expect(service.begin.mock.calls.map(([persona]) => persona)).toEqual([null, 'orion', 'orion']);
      await talk.newChat({ persona: 'tara', displayName: 'The move' });
      expect(service.create.mock.calls[0]?.[0]).toEqual({ persona: 'tara', displayName: 'The move' });
    });
  });

  describe('going on with an earlier conversation', () => {
    it('saves the one that is on, shows the earlier words, and makes it the active one', async () => {
      const { talk, service, rooms } = await begin();
      await talk.goOnWith('earlier');
      expect(service.save).toHaveBeenCalledOnce();
      expect(rooms.joined).toEqual(['new-1', 'earlier']);
      expect(words(talk)).toEqual(['of old']);
      expect(talk.get()).toMatchObject({ sessionId: 'earlier', title: 'The river', persona: 'meera' });
    });

    it('stays where it is when the save fails', async () => {
      const { talk, service } = await begin();
      service.save.mockRejectedValue(NO(503));
      await talk.goOnWith('earlier');
      expect(words(talk)).toEqual(['hello']);
      expect(talk.get()).toMatchObject({ sessionId: 'new-1', call: { phase: 'live', saveFailed: true } });
    });

    it('tries the same one again when it could not be reached', async () => {
      const { talk, service, rooms } = await begin('');
      rooms.refusal = new Error('no room');
      await talk.goOnWith('earlier');
      rooms.refusal = null;
      await talk.start();
      expect(service.reopen.mock.calls.map(([id]) => id)).toEqual(['earlier', 'earlier']);
      expect(talk.get()).toMatchObject({ sessionId: 'earlier', call: { phase: 'live' } });
    });

    it('never saves over the conversation that it goes back into', async () => {
      const { talk, service, rooms } = await begin();
      rooms.listeners.at(-1)?.onParted('taken');
      expect(talk.get().call.phase).toBe('taken');
      await talk.start();
      expect(service.save).not.toHaveBeenCalled();
      expect(service.stop).not.toHaveBeenCalled();
      expect(talk.get()).toMatchObject({ sessionId: 'new-1', call: { phase: 'live' } });
    });
  });

  describe('saving by itself', () => {
    it('sends the last words with a request that outlives the page', async () => {
      const { talk, service } = await begin();
      talk.saveOnLeaving();
      expect(service.save).toHaveBeenCalledWith('new-1', [expect.objectContaining({ text: 'hello' })], {
        keepalive: true,
      });
    });

    it('leaves a talk that another tab has to that tab', async () => {
      const { talk, service, rooms } = await begin();
      rooms.listeners.at(-1)?.onParted('taken');
      talk.saveOnLeaving();
      expect(service.save).not.toHaveBeenCalled();
    });

    it('saves when it went quiet, and shows that it was closed', async () => {
      const { talk, service, rooms } = await begin();
      rooms.listeners.at(-1)?.onNotice({ kind: 'ended', text: '' });
      rooms.listeners.at(-1)?.onParted('closed');
      await vi.advanceTimersByTimeAsync(0);
      expect(service.save).toHaveBeenCalledOnce();
      expect(talk.get()).toMatchObject({ endedQuiet: true, call: { phase: 'idle', saveFailed: false } });
    });

    it('keeps what End could not save, offers to try again, and sends it once more when the page goes', async () => {
      const { talk, service } = await begin();
      service.save.mockRejectedValue(NO(503));
      await talk.end();
      expect(talk.get()).toMatchObject({ call: { phase: 'idle', saveFailed: true } });
      expect(words(talk)).toEqual(['hello']);
      talk.saveOnLeaving();
      expect(service.save.mock.lastCall?.[2]).toEqual({ keepalive: true });
      service.save.mockResolvedValue(null);
      await talk.retrySave();
      expect(talk.get().call.saveFailed).toBe(false);
      service.save.mockClear();
      talk.saveOnLeaving();
      expect(service.save).not.toHaveBeenCalled();
    });
  });

  it('lets go of a conversation that was deleted', async () => {
    const { talk, rooms } = await begin();
    await talk.drop('another');
    expect(words(talk)).toEqual(['hello']);
    await talk.drop('new-1');
    expect(rooms.left).toEqual(['new-1']);
    expect(talk.get()).toMatchObject({ sessionId: null, captions: [], call: { phase: 'idle' } });
  });
});
