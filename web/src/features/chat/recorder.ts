/** Records a voice note with the browser's own recorder. */

import type { VoiceNote } from '../../client/responder';

export const MAX_NOTE_MS = 180_000;
export const MIN_NOTE_MS = 500;
const BITS_PER_SECOND = 32_000;

const KINDS: readonly { readonly type: string; readonly format: VoiceNote['format'] }[] = [
  { type: 'audio/webm;codecs=opus', format: 'webm' },
  { type: 'audio/mp4', format: 'm4a' },
  { type: 'audio/ogg;codecs=opus', format: 'ogg' },
];

async function toBase64(sound: Blob): Promise<string> {
  const bytes = new Uint8Array(await sound.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== 'undefined' &&
    window.isSecureContext &&
    KINDS.some(({ type }) => MediaRecorder.isTypeSupported(type))
  );
}

export class Recorder {
  private readonly pieces: Blob[] = [];
  private readonly begun = Date.now();

  private constructor(
    private readonly recorder: MediaRecorder,
    private readonly stream: MediaStream,
    private readonly format: VoiceNote['format'],
  ) {
    recorder.addEventListener('dataavailable', (event) => this.pieces.push(event.data));
    recorder.start();
  }

  /** Opens the microphone and records; rejects when there is none or it is not allowed. */
  static async start(microphoneId: string | null): Promise<Recorder> {
    const kind = KINDS.find(({ type }) => MediaRecorder.isTypeSupported(type));
    if (kind === undefined) throw new Error('no recorder');
    const audio = microphoneId === null || microphoneId === '' ? true : { deviceId: microphoneId };
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const options = { mimeType: kind.type, audioBitsPerSecond: BITS_PER_SECOND };
    return new Recorder(new MediaRecorder(stream, options), stream, kind.format);
  }

  get lastedMs(): number {
    return Date.now() - this.begun;
  }

  /** Ends the recording; null for one that was too short to hold a word. */
  async stop(): Promise<VoiceNote | null> {
    const { lastedMs } = this;
    await this.close();
    if (lastedMs < MIN_NOTE_MS) return null;
    return { audio: await toBase64(new Blob(this.pieces)), format: this.format };
  }

  /** Throws the recording away. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.recorder.addEventListener('stop', resolve, { once: true }));
    if (this.recorder.state !== 'inactive') {
      this.recorder.stop();
      await ended;
    }
    for (const track of this.stream.getTracks()) track.stop();
  }
}
