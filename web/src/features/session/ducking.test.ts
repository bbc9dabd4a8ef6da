import { afterEach, describe, expect, it, vi } from 'vitest';
import { parsePreferences } from '../../lib/preferences';
import type { AgentState } from './call-machine';
import { Ducker } from './ducking';
import { keepDucking } from './keep-ducking';

const TICK_MS = 12;
const VOICE = 0.8;
const ROOM = 0.1;
const HER = 0.7;

interface Sound {
  readonly mic?: number | null;
  readonly agent?: number;
  readonly state?: AgentState;
}

/** A talk in virtual time: each stretch of it gives the gains that came out, tick by tick. */
class Room {
  readonly ducker = new Ducker();
  private atMs = 0;

  for(ms: number, { mic = ROOM, agent = HER, state = 'speaking' }: Sound = {}): number[] {
    const gains: number[] = [];
    for (const end = this.atMs + ms; this.atMs < end; this.atMs += TICK_MS)
      gains.push(this.ducker.step({ atMs: this.atMs, mic, agent, state }));
    return gains;
  }
}

const last = (gains: readonly number[]): number => gains.at(-1) ?? Number.NaN;
const dB = (gain: number): number => 20 * Math.log10(gain);
const isFull = (gains: readonly number[]): boolean => gains.every((gain) => gain === 1);

function speakingRoom(residue = ROOM): Room {
  const room = new Room();
  room.for(2000, { mic: residue });
  return room;
}

describe('Ducker', () => {
  it('lowers her by 12 dB soon after a voice begins over hers, without a jump', () => {
    const gains = speakingRoom().for(130, { mic: VOICE });
    expect(dB(last(gains))).toBeCloseTo(-12, 1);
    const steps = gains.slice(1).map((gain, index) => Math.abs(dB(gain) - dB(gains[index] ?? 1)));
    expect(Math.max(...steps)).toBeLessThan(2.5);
  });

  it('takes no notice of a click', () => {
    const room = speakingRoom();
    expect(isFull([...room.for(36, { mic: 1 }), ...room.for(500)])).toBe(true);
  });

  it('takes no notice of a quiet room, of anybody while she is silent, and of a shut microphone', () => {
    expect(isFull(speakingRoom().for(2000, { mic: 0.35 }))).toBe(true);
    const silent = speakingRoom();
    silent.for(400, { agent: 0, state: 'listening' });
    expect(isFull(silent.for(2000, { mic: VOICE, agent: 0, state: 'listening' }))).toBe(true);
    expect(isFull(speakingRoom().for(2000, { mic: null }))).toBe(true);
  });

  it('is not taken in by her own voice from loudspeakers, from the first word on', () => {
    for (const residue of [0.5, 0.7, 0.95]) {
      const room = new Room();
      const gains: number[] = [];
      for (let word = 0; word < 20; word += 1) {
        gains.push(...room.for(180, { mic: residue }));
        gains.push(...room.for(60, { mic: residue * 0.6, agent: 0.3 }));
        gains.push(...room.for(60, { mic: ROOM, agent: 0 }));
      }
      expect(isFull(gains)).toBe(true);
    }
  });

  it('hears a voice that stands well above what comes back of her', () => {
    const room = speakingRoom(0.45);
    expect(dB(last(room.for(200, { mic: 0.95 })))).toBeCloseTo(-12, 1);
  });

  it('raises her again when the worker lets her go on, smoothly', () => {
    const room = speakingRoom();
    room.for(200, { mic: VOICE });
    room.for(100, { mic: ROOM, agent: HER, state: 'listening' });
    const gains = room.for(300, { state: 'speaking' });
    expect(gains[0]).toBeLessThan(0.35);
    expect(last(gains)).toBe(1);
  });

  it('gives the next reply its full voice after she was really stopped', () => {
    const room = speakingRoom();
    room.for(300, { mic: VOICE });
    room.for(600, { mic: VOICE, agent: 0, state: 'listening' });
    room.for(300, { agent: 0, state: 'thinking' });
    expect(isFull(room.for(1000))).toBe(true);
    expect(dB(last(room.for(200, { mic: VOICE })))).toBeCloseTo(-12, 1);
  });

  it('raises her by itself when the worker stops her neither at once nor later', () => {
    const cough = speakingRoom();
    cough.for(150, { mic: VOICE });
    expect(last(cough.for(400))).toBeLessThan(0.3);
    expect(last(cough.for(600))).toBe(1);
    const noise = speakingRoom();
    expect(last(noise.for(1400, { mic: VOICE }))).toBeLessThan(0.3);
    expect(last(noise.for(500, { mic: VOICE }))).toBe(1);
  });

  it('learns from a sound that the worker went on over', () => {
    const room = speakingRoom();
    room.for(200, { mic: VOICE });
    room.for(1500, { agent: 0, state: 'listening' });
    expect(isFull(room.for(300, { state: 'speaking' }))).toBe(true);
    expect(isFull(room.for(300, { mic: VOICE }))).toBe(true);
    room.for(8000);
    expect(dB(last(room.for(200, { mic: VOICE })))).toBeCloseTo(-12, 1);
  });

  it('comes back when the microphone is shut in the middle of it', () => {
    const room = speakingRoom();
    room.for(200, { mic: VOICE });
    expect(last(room.for(1000, { mic: null }))).toBe(1);
  });

  it('makes no jump after a timer was late', () => {
    const room = speakingRoom();
    room.for(60, { mic: VOICE });
    const before = last(room.for(TICK_MS, { mic: VOICE }));
    const late = room.ducker.step({ atMs: 60_000, mic: VOICE, agent: HER, state: 'speaking' });
    expect(Math.abs(dB(late) - dB(before))).toBeLessThan(9);
  });
});

describe('keepDucking', () => {
  afterEach(() => void vi.useRealTimers());

  it('hands out each new gain once, and nothing after its end', () => {
    vi.useFakeTimers();
    const gains: number[] = [];
    let mic = ROOM;
    const stop = keepDucking(
      () => ({ mic, agent: HER, state: 'speaking' }),
      (gain) => gains.push(gain),
      () => Date.now(),
    );
    vi.advanceTimersByTime(2000);
    expect(gains).toEqual([1]);
    mic = VOICE;
    vi.advanceTimersByTime(200);
    expect(dB(last(gains))).toBeCloseTo(-12, 1);
    expect(new Set(gains).size).toBe(gains.length);
    const { length } = gains;
    stop();
    mic = ROOM;
    vi.advanceTimersByTime(5000);
    expect(gains.length).toBe(length);
  });
});

describe('the setting', () => {
  it('is on until somebody switches it off', () => {
    expect(parsePreferences(null).giveWay).toBe(true);
    expect(parsePreferences('{"giveWay":"no"}').giveWay).toBe(true);
    expect(parsePreferences('{"giveWay":false}').giveWay).toBe(false);
  });
});
