/** Lines across the top of the talk: what is going on that one can't see otherwise. */

import { text } from '../../lib/text';
import { useTalk, useTalkState } from './use-talk';

export function Banners() {
  const talk = useTalk();
  const { call, endedQuiet, notice } = useTalkState();
  return (
    <div className="banners" aria-live="polite">
      {call.phase === 'reconnecting' ? (
        <p className="banner" data-testid="banner-reconnecting">
          <span className="pulse" aria-hidden="true" />
          {text.banner.reconnecting}
        </p>
      ) : null}
      {call.audioLocked && call.phase === 'live' ? (
        <p className="banner" data-testid="banner-audio">
          {text.banner.audioLocked}
          <button type="button" className="small" onClick={() => void talk.unlockAudio()}>
            {text.banner.audioUnlock}
          </button>
        </p>
      ) : null}
      {call.closing ? (
        <p className="banner" data-testid="banner-closing">
          {notice ?? text.banner.closing}
        </p>
      ) : null}
      {endedQuiet && call.phase === 'idle' ? (
        <p className="banner" data-testid="banner-ended">
          {text.banner.ended}
        </p>
      ) : null}
      {call.phase === 'taken' ? (
        <p className="banner" data-testid="banner-taken">
          {text.banner.taken}
        </p>
      ) : null}
      {call.saveFailed ? (
        <p className="banner warn" role="alert" data-testid="save-failed">
          {text.newChat.failed}
          <button type="button" className="small" onClick={() => void talk.retrySave()}>
            {text.newChat.retry}
          </button>
        </p>
      ) : null}
    </div>
  );
}
