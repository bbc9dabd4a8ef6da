/** How often each of a few things came up: a table whose figures are drawn as well. */

import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/text';

export interface ShareTableProps {
  readonly title: string;
  readonly what: string;
  readonly unit: string;
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly n: number }[];
  readonly none: string;
}

export function ShareTable({ title, what, unit, rows, none }: ShareTableProps) {
  const most = Math.max(1, ...rows.map((row) => row.n));
  return (
    <section className="share-table">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <table>
          <thead className="unseen">
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{unit}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, n }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(n / most) * 100} height="6" />
                  </svg>
                  <span className="number">{formatNumber(n)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
