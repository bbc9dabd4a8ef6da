/** One labelled line of a form, with a hint or what is wrong with it right below. */

import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react';

export interface FormFieldProps {
  readonly label: string;
  readonly type?: HTMLInputTypeAttribute;
  readonly value: string;
  readonly autoComplete: string;
  readonly maxLength: number;
  readonly hint?: ReactNode;
  readonly error: string | null;
  readonly testId: string;
  /** Stands inside the frame of the line, at its end. */
  readonly children?: ReactNode;
  readonly onChange: (value: string) => void;
}

export function FormField(props: FormFieldProps) {
  const {
    label,
    type = 'text',
    value,
    autoComplete,
    maxLength,
    hint,
    error,
    testId,
    children,
    onChange,
  } = props;
  const id = useId();
  const hasNote = error !== null || hint !== undefined;
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <div className="form-line" data-wrong={error !== null}>
        <input
          id={id}
          type={type}
          value={value}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={maxLength}
          aria-invalid={error !== null}
          aria-describedby={hasNote ? `${id}-note` : undefined}
          data-testid={testId}
          onChange={(event) => onChange(event.target.value)}
        />
        {children}
      </div>
      {hasNote ? (
        <small
          id={`${id}-note`}
          className={error === null ? 'form-note' : 'form-note wrong'}
          role={error === null ? undefined : 'alert'}
          data-testid={`${testId}-note`}
        >
          {error ?? hint}
        </small>
      ) : null}
    </div>
  );
}
