/** One part of the account page: its name at the side, what it holds beside it. */

import { type ReactNode, useId } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

export function Section({ title, testId, children }: SectionProps) {
  const id = useId();
  return (
    <section className="account-part" aria-labelledby={id} data-testid={testId}>
      <h2 id={id}>{title}</h2>
      <div className="account-body">{children}</div>
    </section>
  );
}
