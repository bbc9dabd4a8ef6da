/** The three ways out: each a link that the browser fetches as a file. */

import { type ExportFormat, history } from '../../client/history';
import { text } from '../../lib/text';

const words = text.history.data;
const FORMATS: readonly ExportFormat[] = ['text', 'markdown', 'json'];

export function ExportLinks({ sessionId }: { readonly sessionId: string | null }) {
  return (
    <p className="export-links">
      {FORMATS.map((format) => (
        <a
          key={format}
          className="small"
          href={history.exportAddress(format, sessionId)}
          download
          data-testid={`export-${format}`}
        >
          {words.formats[format]}
        </a>
      ))}
    </p>
  );
}
