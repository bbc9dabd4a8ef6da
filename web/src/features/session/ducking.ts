/**
 * She is lowered as soon as somebody speaks over her, long before the worker knows whether it was a word or a cough.
 *
 * Levels and the worker's state go in, moment by moment, and a gain comes out. Her own voice, where it comes back through
 * loudspeakers, is no reason: what the microphone brings while she alone speaks is learned, and a voice must stand well
 * above it. When the worker lets her go on it was no voice, and the page learns from that as well.
 */

import type { AgentState } from './call-machine';
import { LEVEL_RANGE_DB } from './level-meter';

export interface Moment {
  /** Milliseconds of a clock that never goes back. */
  readonly atMs: number;
  /** How loud the microphone is, 0 to 1 (level-meter.ts); null while nobody is to be heard. */
  readonly mic: number | null;
  /** How loud she is before any gain, 0 to 1. */
  readonly agent: number;
  /** What the worker says that she is doing. */
  readonly state: AgentState | null;
}

const DUCKED_DB = -12;
const DOWN_MS = 60;
const UP_MS = 200;

/** The microphone at the least, and so much above what it brings while she alone speaks, for so long. */
const SPEECH_LEVEL = 0.4;
const MARGIN = 10 / LEVEL_RANGE_DB;
const SPEECH_MS = 50;

const AUDIBLE_LEVEL = 0.12;
/** Between two words she is still heard, and the room gives back her last one. */
const AUDIBLE_MS = 250;

/** She is listened to for so long before anything else may lower her. */
const LEARN_MS = 500;
const FIRST_RISE_MS = 80;
const RISE_MS = 400;
const FALL_MS = 3000;

/** A sound that is over by now, without the worker having stopped her, was no voice. */
const QUIET_MS = 600;
/** As long as the worker waits for words behind a sound (ASTRA_FALSE_INTERRUPTION_S). */
const TIMEOUT_MS = 1500;

/** Timers may be late; what was between two readings is not known. */
const LONGEST_STEP_MS = 40;

export class Ducker {
  private lastMs: number | null = null;
  private gainDb = 0;
  /** What the microphone brings while she alone speaks. */
  private floor = 0;
  private learnedMs = 0;
  private speechMs = 0;
  private agentHeardMs = Number.NEGATIVE_INFINITY;
  private duckedMs: number | null = null;
  private loudMs = 0;
  private hasYielded = false;
  /** How loud the sound was that she was stopped for, until the worker has said what it was. */
  private doubt: number | null = null;

  /** The gain from now on, 0 to 1. */
  step(now: Moment): number {
    const stepMs = this.lastMs === null ? 0 : Math.min(Math.max(now.atMs - this.lastMs, 0), LONGEST_STEP_MS);
    this.lastMs = now.atMs;
    if (now.agent > AUDIBLE_LEVEL) this.agentHeardMs = now.atMs;
    const isAudible = now.atMs - this.agentHeardMs <= AUDIBLE_MS;
    this.settleDoubt(now.state);
    if (this.duckedMs !== null) this.reconsider(now, this.duckedMs, isAudible);
    else if (now.mic !== null && isAudible && now.state === 'speaking')
      this.listen(now.atMs, now.mic, stepMs);
    else this.speechMs = 0;
    return this.move(stepMs);
  }

  private listen(atMs: number, mic: number, stepMs: number): void {
    const isLearning = this.learnedMs < LEARN_MS;
    const isLoud = !isLearning && mic > Math.max(SPEECH_LEVEL, this.floor + MARGIN);
    this.learn(mic, stepMs, isLearning);
    this.speechMs = isLoud ? this.speechMs + stepMs : Math.max(0, this.speechMs - stepMs);
    if (this.speechMs < SPEECH_MS) return;
    this.duckedMs = atMs;
    this.loudMs = atMs;
    this.hasYielded = false;
    this.doubt = mic;
  }

  private learn(mic: number, stepMs: number, isLearning: boolean): void {
    const within = mic < this.floor ? FALL_MS : isLearning ? FIRST_RISE_MS : RISE_MS;
    this.floor += (mic - this.floor) * (1 - Math.exp(-stepMs / within));
    this.learnedMs += stepMs;
  }

  private reconsider(now: Moment, duckedMs: number, isAudible: boolean): void {
    if (now.mic !== null && now.mic > Math.max(SPEECH_LEVEL, this.floor + MARGIN / 2)) this.loudMs = now.atMs;
    if (now.state !== 'speaking') {
      this.hasYielded = true;
      if (!isAudible) this.release();
    } else if (this.hasYielded) this.release();
    else if (now.atMs - this.loudMs >= QUIET_MS || now.atMs - duckedMs >= TIMEOUT_MS) {
      this.unlearn();
      this.release();
    }
  }

  /** She was stopped: on the way to an answer it was a voice, and when she simply goes on it was none. */
  private settleDoubt(state: AgentState | null): void {
    if (this.doubt === null || !this.hasYielded) return;
    if (state === 'speaking') this.unlearn();
    else if (state !== 'listening') this.doubt = null;
  }

  /** As loud as that is what comes back of her. */
  private unlearn(): void {
    if (this.doubt !== null) this.floor = Math.max(this.floor, this.doubt - MARGIN / 2);
    this.doubt = null;
  }

  private release(): void {
    this.duckedMs = null;
    this.speechMs = 0;
  }

  private move(stepMs: number): number {
    const target = this.duckedMs === null ? 0 : DUCKED_DB;
    const isFalling = target < this.gainDb;
    const most = (-DUCKED_DB * stepMs) / (isFalling ? DOWN_MS : UP_MS);
    this.gainDb = isFalling ? Math.max(target, this.gainDb - most) : Math.min(target, this.gainDb + most);
    return 10 ** (this.gainDb / 20);
  }
}
