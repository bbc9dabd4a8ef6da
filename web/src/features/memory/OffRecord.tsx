/** The switch and the lamp of a talk that is off the record, whoever asked for it: this page, or a voice. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { memory, type OffRecordState } from '../../client/memory';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import { useTalkState } from '../session/use-talk';

const words = text.memory.offRecord;
const LOOK_EVERY_MS = 2500;

/** Whether the session on screen is off the record; looked up again while the talk goes on, and after every word. */
export function useOffRecord(sessionId: string | null, active: boolean) {
  const queries = useQueryClient();
  const key = ['off-record', sessionId];
  const state = useQuery({
    queryKey: key,
    queryFn: () => memory.readOffRecord(sessionId ?? ''),
    enabled: sessionId !== null && active,
    refetchInterval: LOOK_EVERY_MS,
  });
  const toggle = useMutation({
    mutationFn: (on: boolean) => memory.setOffRecord(sessionId ?? '', on),
    onSuccess: (now: OffRecordState) => queries.setQueryData(key, now),
  });
  return { isOn: state.data?.on ?? false, isKnown: state.data !== undefined, toggle };
}

export function OffRecordSwitch({ active }: { readonly active: boolean }) {
  const { sessionId } = useTalkState();
  const { isOn, isKnown, toggle } = useOffRecord(sessionId, active);
  if (!active || sessionId === null) return null;
  return (
    <button
      type="button"
      className="control"
      role="switch"
      aria-checked={isOn}
      aria-label={words.off}
      disabled={!isKnown || toggle.isPending}
      data-testid="off-record"
      onClick={() => toggle.mutate(!isOn)}
    >
      <Icon name={isOn ? 'lampOn' : 'lamp'} />
      <span>{isOn ? words.back : words.off}</span>
    </button>
  );
}

export function OffRecordLamp({ active }: { readonly active: boolean }) {
  const { sessionId } = useTalkState();
  const { isOn, toggle } = useOffRecord(sessionId, active);
  return (
    <div className="banners" aria-live="polite">
      {isOn && active ? (
        <p className="banner lamp" data-testid="off-record-lamp">
          <span className="lamp-light" aria-hidden="true" />
          {words.lamp}
        </p>
      ) : null}
      {toggle.isError ? (
        <p className="banner warn" role="alert">
          {isOn ? words.failedBack : words.failed}
        </p>
      ) : null}
    </div>
  );
}
