/** Runs the ducker beside a call: reads what is heard, and hands out the gain whenever it is another one. */

import { Ducker, type Moment } from './ducking';

/** A fall of 12 dB in 60 ms is made in five steps. */
const EVERY_MS = 12;

/** Begins at full gain; the answer ends it. */
export function keepDucking(
  read: () => Omit<Moment, 'atMs'>,
  apply: (gain: number) => void,
  clock: () => number = () => performance.now(),
): () => void {
  const ducker = new Ducker();
  let gain = 1;
  apply(gain);
  const timer = setInterval(() => {
    const next = ducker.step({ ...read(), atMs: clock() });
    if (next === gain) return;
    gain = next;
    apply(gain);
  }, EVERY_MS);
  return () => clearInterval(timer);
}
