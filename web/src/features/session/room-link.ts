/** The one file that knows LiveKit's client: a room in, plain events out. */

import {
  ConnectionState,
  DisconnectReason,
  type LocalAudioTrack,
  type LocalTrackPublication,
  MediaDeviceFailure,
  ParticipantKind,
  type RemoteAudioTrack,
  type RemoteParticipant,
  Room,
  RoomEvent,
  Track,
} from 'livekit-client';
import type { OpenedSession } from '../../client/sessions';
import { type Preferences, preferences } from '../../lib/preferences';
import type { AgentState, Hop } from './call-machine';
import type { Segment } from './captions';
import { keepDucking } from './keep-ducking';
import { LevelMeter } from './level-meter';
import { type SentLine, SentLines } from './sent-lines';
import { attribute, type Identities, type Notice, parseNotice, readSegment } from './transcription';

const RECONNECT_MS = 20_000;
const LOOK_MS = 50;
const LINE_ID = 'astra.line_id';
const AGENT_STATES: readonly string[] = ['initializing', 'listening', 'thinking', 'speaking'];

/** Why a room was left without our asking: lost, closed from the other side, or taken over by another tab. */
export type Parting = 'lost' | 'closed' | 'taken';

export interface RoomListener {
  onAgent(present: boolean): void;
  onAgentState(state: AgentState): void;
  onSegment(segment: Segment): void;
  onNotice(notice: Notice): void;
  onReconnecting(): void;
  onReconnected(): void;
  onParted(parting: Parting): void;
  onAudioLocked(locked: boolean): void;
}

export function hopOfMicrophoneError(error: unknown): Hop {
  switch (MediaDeviceFailure.getFailure(error)) {
    case MediaDeviceFailure.PermissionDenied:
      return 'microphone_blocked';
    case MediaDeviceFailure.NotFound:
      return 'microphone_missing';
    default:
      return 'microphone_busy';
  }
}

function partingOf(reason: DisconnectReason | undefined): Parting | null {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return null;
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'taken';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'closed';
    default:
      return 'lost';
  }
}

/** What the client tells nobody about its connection. */
interface EngineInside {
  publisherConnectionPromise: Promise<void> | undefined;
  readonly attemptingReconnect: boolean;
}

export class RoomLink {
  private readonly room: Room;
  private micMeter: LevelMeter | null = null;
  private agentMeter: LevelMeter | null = null;
  private readonly players = new Set<HTMLMediaElement>();
  private volume: number;
  /** On top of the volume that was chosen: lower while somebody speaks over her. */
  private gain = 1;
  private agentState: AgentState | null = null;
  private stopDucking = (): void => undefined;
  private left = false;
  private readonly sentLines = new SentLines();

  constructor(
    private readonly listener: RoomListener,
    chosen: Preferences,
  ) {
    this.volume = chosen.volume;
    this.room = new Room({
      audioCaptureDefaults: {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(chosen.microphoneId === null ? {} : { deviceId: { ideal: chosen.microphoneId } }),
      },
      // The client reads this flag from the defaults (not from the options of setMicrophoneEnabled): what is said
      // from the first moment of the microphone on is kept and handed to the agent when it joins.
      publishDefaults: { preConnectBuffer: true, dtx: true, red: false },
      ...(chosen.speakerId === null ? {} : { audioOutput: { deviceId: chosen.speakerId } }),
      disconnectOnPageLeave: false,
    });
    this.listen();
  }

  /** Opens the microphone, before or after connecting. Rejects with the browser's error. */
  async openMicrophone(): Promise<void> {
    await this.room.localParticipant.setMicrophoneEnabled(true);
    this.refreshMicMeter();
  }

  /** Rejects with a LiveKit ConnectionError. */
  async connect(opened: OpenedSession): Promise<void> {
    await this.room.connect(opened.url, opened.token, { maxRetries: 1, websocketTimeout: 8000 });
    for (const participant of this.room.remoteParticipants.values()) this.welcome(participant);
  }

  get hasAgent(): boolean {
    return this.findAgent() !== undefined;
  }

  async leave(): Promise<void> {
    this.left = true;
    this.closeMeters();
    for (const player of this.players) player.remove();
    this.players.clear();
    await this.room.disconnect(true);
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.room.localParticipant.setMicrophoneEnabled(on);
    this.refreshMicMeter();
  }

  /**
   * Sends a line to the agent; while the connection is cut, or the agent away, it waits for them to come back. Rejects
   * when it can't be sent. The agent takes a line once, however often it comes under its `id`.
   */
  async sendTyped(id: string, text: string): Promise<void> {
    const agent = await this.whenReachable();
    this.sentLines.note({ id, text });
    await this.sendLine({ id, text }, agent);
  }

  async switchDevice(kind: 'audioinput' | 'audiooutput', deviceId: string): Promise<void> {
    await this.room.switchActiveDevice(kind, deviceId, false);
    if (kind === 'audioinput') this.refreshMicMeter();
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.applyVolume();
  }

  async unlockAudio(): Promise<void> {
    await this.room.startAudio();
  }

  readLevels(): { mic: number; agent: number } {
    const muted = !this.room.localParticipant.isMicrophoneEnabled;
    return { mic: muted ? 0 : (this.micMeter?.read() ?? 0), agent: this.agentMeter?.read() ?? 0 };
  }

  private listen(): void {
    const { listener, room } = this;
    room
      .on(RoomEvent.ParticipantConnected, (participant) => this.welcome(participant))
      .on(RoomEvent.ParticipantDisconnected, (participant) => {
        if (participant.kind === ParticipantKind.AGENT && !this.left) listener.onAgent(this.hasAgent);
      })
      .on(RoomEvent.ParticipantAttributesChanged, (_changed, participant) => {
        if (participant.kind === ParticipantKind.AGENT) this.reportState(participant.attributes);
      })
      .on(RoomEvent.TrackSubscribed, (track, _publication, participant) => {
        if (track.kind === Track.Kind.Audio) this.play(track as RemoteAudioTrack, participant);
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        for (const element of track.detach()) {
          this.players.delete(element);
          element.remove();
        }
      })
      .on(RoomEvent.SignalReconnecting, () => listener.onReconnecting())
      .on(RoomEvent.Reconnecting, () => {
        this.sentLines.doubt();
        listener.onReconnecting();
      })
      .on(RoomEvent.Reconnected, () => {
        this.forgetFailedChannel();
        listener.onReconnected();
        void this.sendAgain(this.sentLines.takeDoubted()).catch(() => undefined);
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => listener.onAudioLocked(!room.canPlaybackAudio))
      .on(RoomEvent.LocalTrackPublished, () => {
        this.forgetFailedChannel();
        this.refreshMicMeter();
      })
      .on(RoomEvent.LocalTrackSubscribed, (publication) => this.closeBuffer(publication))
      .on(RoomEvent.Disconnected, (reason) => this.part(reason));
    this.listenToText();
  }

  /**
   * An agent that waits in the room subscribes before the client listens for it, and the buffer would then run on for
   * ten seconds while the agent waits for its end and hears nothing. Ending it twice is harmless.
   */
  private closeBuffer(publication: LocalTrackPublication): void {
    queueMicrotask(() => publication.track?.stopPreConnectBuffer());
  }

  /**
   * Resolves with the agent's identity when the room is connected and the agent in it; rejects when the room is left or
   * lost, or either stays away for `RECONNECT_MS`. The room calls itself connected a moment before its engine has done
   * with reconnecting, and what is sent in that moment is put aside for a replay that a new connection never makes.
   */
  private async whenReachable(): Promise<string> {
    const until = performance.now() + RECONNECT_MS;
    while (performance.now() < until) {
      const { state } = this.room;
      const agent = this.findAgent();
      if (state === ConnectionState.Disconnected) throw new Error('left');
      if (state === ConnectionState.Connected && agent !== undefined && !this.engine.attemptingReconnect)
        return agent.identity;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error('away');
  }

  private get engine(): EngineInside {
    return this.room.engine as unknown as EngineInside;
  }

  private findAgent(): RemoteParticipant | undefined {
    return [...this.room.remoteParticipants.values()].find((p) => p.kind === ParticipantKind.AGENT);
  }

  private async sendAgain(lines: readonly SentLine[]): Promise<void> {
    if (lines.length === 0) return;
    const agent = await this.whenReachable();
    for (const line of lines) await this.sendLine(line, agent);
  }

  /**
   * The agent is named: to a room that looks empty, as it does for a moment after it was entered anew, the client sends
   * in a form that not every agent can read.
   */
  private async sendLine({ id, text }: SentLine, agent: string): Promise<void> {
    this.forgetFailedChannel();
    await this.room.localParticipant.sendText(text, {
      topic: 'lk.chat',
      attributes: { [LINE_ID]: id },
      destinationIdentities: [agent],
    });
  }

  /**
   * The client keeps the outcome of its first look at the data channel, a failed one too: what is sent in the moment
   * between two connections (the pre-connect buffer, say) would make every later line fail. This makes it look again.
   */
  private forgetFailedChannel(): void {
    this.engine.publisherConnectionPromise = undefined;
  }

  private listenToText(): void {
    const identities: Identities = {
      self: '',
      isAgent: (identity) => this.room.getParticipantByIdentity(identity)?.kind === ParticipantKind.AGENT,
    };
    this.room.registerTextStreamHandler('lk.transcription', (reader, { identity }) => {
      const role = attribute(identity, { ...identities, self: this.room.localParticipant.identity });
      if (role !== null)
        void readSegment(reader, role, Date.now, (segment) => this.listener.onSegment(segment));
    });
    this.room.registerTextStreamHandler('astra.notice', async (reader, { identity }) => {
      if (!identities.isAgent(identity)) return;
      const notice = parseNotice(await reader.readAll().catch(() => ''));
      if (notice !== null) this.listener.onNotice(notice);
    });
  }

  private welcome(participant: RemoteParticipant): void {
    participant.setVolume(this.volume * this.gain);
    if (participant.kind !== ParticipantKind.AGENT) return;
    this.listener.onAgent(true);
    this.reportState(participant.attributes);
  }

  private reportState(attributes: Readonly<Record<string, string>>): void {
    const state = attributes['lk.agent.state'];
    if (state === undefined || !AGENT_STATES.includes(state)) return;
    this.agentState = state as AgentState;
    this.listener.onAgentState(this.agentState);
  }

  private play(track: RemoteAudioTrack, participant: RemoteParticipant): void {
    const element = track.attach();
    element.dataset.participant = participant.identity;
    element.hidden = true;
    document.body.append(element);
    this.players.add(element);
    track.setVolume(this.volume * this.gain);
    if (participant.kind === ParticipantKind.AGENT) {
      this.agentMeter?.close();
      this.agentMeter = new LevelMeter(track);
      this.stopDucking();
      this.stopDucking = keepDucking(
        () => this.readMoment(),
        (gain) => {
          this.gain = gain;
          this.applyVolume();
        },
      );
    }
    this.listener.onAudioLocked(!this.room.canPlaybackAudio);
  }

  /** The microphone counts while it is open and the person wants it to. */
  private readMoment(): { mic: number | null; agent: number; state: AgentState | null } {
    const { mic, agent } = this.readLevels();
    const isHeard = this.micMeter !== null && this.room.localParticipant.isMicrophoneEnabled;
    return { mic: isHeard && preferences.get().giveWay ? mic : null, agent, state: this.agentState };
  }

  private applyVolume(): void {
    const volume = this.volume * this.gain;
    for (const participant of this.room.remoteParticipants.values()) participant.setVolume(volume);
  }

  private refreshMicMeter(): void {
    const track = this.room.localParticipant.getTrackPublication(Track.Source.Microphone)?.audioTrack;
    if (track === undefined || this.left) return;
    this.micMeter?.close();
    this.micMeter = new LevelMeter(track as LocalAudioTrack);
  }

  private closeMeters(): void {
    this.stopDucking();
    this.micMeter?.close();
    this.agentMeter?.close();
    this.micMeter = null;
    this.agentMeter = null;
  }

  private part(reason: DisconnectReason | undefined): void {
    this.closeMeters();
    for (const player of this.players) player.remove();
    this.players.clear();
    const parting = partingOf(reason);
    if (parting !== null && !this.left) this.listener.onParted(parting);
  }
}
