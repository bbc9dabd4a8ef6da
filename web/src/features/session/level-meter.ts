/** How loud a track is right now, 0 to 1, on a scale that follows the ear. */

import { createAudioAnalyser, type LocalAudioTrack, type RemoteAudioTrack } from 'livekit-client';

const QUIET_DB = -58;
const LOUD_DB = -16;
/** So many decibels lie between 0 and 1. */
export const LEVEL_RANGE_DB = LOUD_DB - QUIET_DB;

export function scaleLoudness(rms: number): number {
  if (rms <= 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (db - QUIET_DB) / LEVEL_RANGE_DB));
}

export class LevelMeter {
  private readonly source: ReturnType<typeof createAudioAnalyser>;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(readonly track: LocalAudioTrack | RemoteAudioTrack) {
    this.source = createAudioAnalyser(track, { fftSize: 512, smoothingTimeConstant: 0 });
    this.samples = new Float32Array(this.source.analyser.fftSize);
  }

  read(): number {
    this.source.analyser.getFloatTimeDomainData(this.samples);
    let sum = 0;
    for (const sample of this.samples) sum += sample * sample;
    return scaleLoudness(Math.sqrt(sum / this.samples.length));
  }

  close(): void {
    this.source.cleanup().catch(() => undefined);
  }
}
