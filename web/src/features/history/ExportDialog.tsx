/** One conversation as a file. */

import { Dialog } from '../../components/Dialog';
import { text } from '../../lib/text';
import { ExportLinks } from './ExportLinks';

export interface ExportDialogProps {
  readonly sessionId: string;
  readonly onClose: () => void;
}

export function ExportDialog({ sessionId, onClose }: ExportDialogProps) {
  return (
    <Dialog title={text.history.data.exportOneTitle} onClose={onClose} testId="export-dialog">
      <ExportLinks sessionId={sessionId} />
    </Dialog>
  );
}
