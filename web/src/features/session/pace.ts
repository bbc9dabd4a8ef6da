/** Where the time of a turn went, made ready for drawing. */

import type { SessionWaterfall, TurnStage } from '../../client/waterfall';

/** Those that count from the moment the voice stopped, then the steps with a length of their own. */
export const STAGES: readonly TurnStage[] = [
  'words',
  'decided',
  'sounding',
  'packet',
  'first_token',
  'first_clause',
  'first_byte',
];

/** Milliseconds by stage, those that are known. */
export type StageTimes = Readonly<Partial<Record<string, number>>>;

export interface PaceRow {
  readonly stage: TurnStage;
  readonly last: number | null;
  readonly median: number | null;
}

/** A stretch of the wait, in milliseconds from the moment the voice stopped. */
export interface Stretch {
  readonly kind: 'hearing' | 'waiting' | 'answering';
  readonly from: number;
  readonly to: number;
}

export function listRows({ last, median_ms }: SessionWaterfall): readonly PaceRow[] {
  const times: StageTimes = last?.stages_ms ?? {};
  const medians: StageTimes = median_ms;
  return STAGES.map((stage) => ({
    stage,
    last: times[stage] ?? null,
    median: medians[stage] ?? null,
  })).filter(({ last: own, median }) => own !== null || median !== null);
}

/** The wait cut where the words were there and where the turn was taken for over; nothing while its length is unknown. */
export function cutWait(times: StageTimes): readonly Stretch[] {
  const end = times.sounding;
  if (end === undefined || end <= 0) return [];
  const heard = Math.min(times.words ?? 0, end);
  const sure = Math.min(Math.max(times.decided ?? heard, heard), end);
  const stretches: readonly Stretch[] = [
    { kind: 'hearing', from: 0, to: heard },
    { kind: 'waiting', from: heard, to: sure },
    { kind: 'answering', from: sure, to: end },
  ];
  return stretches.filter(({ from, to }) => to > from);
}
