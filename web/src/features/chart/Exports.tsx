/** The drawing as a file of one's own. */

import { useState } from 'react';
import { text } from '../../lib/text';
import { makeFile, paintPng, saveFile } from './picture';

const words = text.chart.export;
const PNG_SCALE = 4;

/** What a colour variable comes to in the theme that is on. */
function readVariable(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

export function Exports({ source }: { readonly source: string | undefined }) {
  const [failed, setFailed] = useState(false);
  const save = async (kind: 'svg' | 'png'): Promise<void> => {
    if (source === undefined) return;
    setFailed(false);
    try {
      const content =
        kind === 'svg'
          ? new Blob([makeFile(source, readVariable, 2)], { type: 'image/svg+xml' })
          : await paintPng(makeFile(source, readVariable, PNG_SCALE));
      saveFile(content, `${words.file}.${kind}`);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className="exports">
      <span className="quiet">{words.label}</span>
      {(['svg', 'png'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          className="small"
          disabled={source === undefined}
          data-testid={`export-${kind}`}
          onClick={() => void save(kind)}
        >
          {words[kind]}
        </button>
      ))}
      {failed ? <p role="alert">{words.failed}</p> : null}
    </div>
  );
}
