/** Deleting one conversation, asked once. */

import type { SessionInfo } from '../../client/sessions';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { fill, text } from '../../lib/text';
import { isActive } from '../session/call-machine';
import { useTalkState } from '../session/use-talk';
import { nameSession } from './describe-session';
import { useRemove } from './use-sessions';

const words = text.sessions.remove;

export interface RemoveDialogProps {
  readonly session: Pick<SessionInfo, 'session_id' | 'title'>;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}

export function RemoveDialog({ session, onClose, onRemoved }: RemoveDialogProps) {
  const { sessionId, call } = useTalkState();
  const { mutate, isPending, isError } = useRemove();
  const remove = (): void => {
    mutate(session.session_id, {
      onSuccess: () => {
        onClose();
        onRemoved?.();
      },
    });
  };
  return (
    <ConfirmDialog
      title={words.title}
      confirm={isPending ? words.confirming : words.confirm}
      keep={words.keep}
      busy={isPending}
      failure={isError ? words.failed : null}
      onConfirm={remove}
      onClose={onClose}
      testId="remove"
    >
      <p>{fill(words.body, { name: nameSession(session) })}</p>
      {session.session_id === sessionId && isActive(call) ? <p>{words.current}</p> : null}
    </ConfirmDialog>
  );
}
