/** Taking everything along, and having everything deleted. */

import { useState } from 'react';
import { EXPORT_URL, type User } from '../../client/account';
import { text } from '../../lib/text';
import { DeleteDialog } from './DeleteDialog';
import { Section } from './Section';

const words = text.account.data;

export function WhatIsYours({ person }: { readonly person: User }) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title={words.title} testId="account-data">
      <p className="quiet">{words.exportBody}</p>
      <p className="account-line">
        <a className="small" href={EXPORT_URL} download data-testid="account-export">
          {words.export}
        </a>
      </p>
      <p className="quiet">{words.deleteBody}</p>
      <p className="account-line">
        <button
          type="button"
          className="small grave"
          data-testid="account-delete"
          onClick={() => setAsking(true)}
        >
          {words.delete}
        </button>
      </p>
      {asking ? <DeleteDialog person={person} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}
