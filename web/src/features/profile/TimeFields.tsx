/** The time of birth: exactly, roughly, or not known at all. */

import type { ReactNode } from 'react';
import { fill, text } from '../../lib/text';
import type { Draft, Precision } from './birth-draft';

const words = text.profile;
const PRECISIONS: readonly Precision[] = ['exact', 'about', 'unknown'];
const MARGINS = [15, 30, 60, 120, 180];

export interface TimeFieldsProps {
  readonly draft: Draft;
  readonly error: string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly children?: ReactNode;
}

function nameMargin(minutes: number): string {
  const named: Readonly<Record<string, string>> = words.margins;
  return named[String(minutes)] ?? fill(words.minutes, { n: minutes });
}

export function TimeFields({ draft, error, onChange, children }: TimeFieldsProps) {
  const margins = MARGINS.includes(draft.marginMin)
    ? MARGINS
    : [...MARGINS, draft.marginMin].sort((a, b) => a - b);
  return (
    <fieldset className="form-part">
      <legend>{words.time}</legend>
      <div className="segments" role="radiogroup" aria-label={words.timeHow}>
        {PRECISIONS.map((precision) => (
          <label key={precision} data-chosen={draft.precision === precision}>
            <input
              type="radio"
              name="precision"
              className="unseen"
              value={precision}
              checked={draft.precision === precision}
              data-testid={`precision-${precision}`}
              onChange={() => onChange({ precision })}
            />
            {words[precision]}
          </label>
        ))}
      </div>
      {draft.precision === 'unknown' ? (
        <small>{words.unknownHint}</small>
      ) : (
        <div className="form-row">
          <label className="field">
            <span>{words.clock}</span>
            <input
              type="time"
              value={draft.clock}
              aria-invalid={error !== null}
              data-testid="birth-time"
              onChange={(event) => onChange({ clock: event.target.value })}
            />
          </label>
          {draft.precision === 'about' ? (
            <label className="field">
              <span>{words.margin}</span>
              <select
                value={draft.marginMin}
                data-testid="birth-margin"
                onChange={(event) => onChange({ marginMin: Number(event.target.value) })}
              >
                {margins.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {nameMargin(minutes)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
      )}
      {error === null ? null : (
        <small className="wrong" role="alert">
          {error}
        </small>
      )}
      {children}
    </fieldset>
  );
}
