/** An address that leads nowhere, and the ways back from it. */

import { Link } from 'react-router';
import { text } from '../lib/text';

export function NotFound() {
  const words = text.pages.notFound;
  return (
    <div className="page" data-testid="not-found">
      <div className="not-found">
        <svg viewBox="-60 -60 120 120" aria-hidden="true" focusable="false">
          <circle r="54" />
          <circle className="orbit" r="40" />
          <path d="M-26 0a26 26 0 1 0 52 0a26 26 0 1 0 -52 0" />
        </svg>
        <h1>{words.title}</h1>
        <p>{words.body}</p>
        <p className="invite-ways">
          <Link to="/" className="primary" data-testid="not-found-home">
            {words.home}
          </Link>
          <Link to="/history" className="small">
            {words.history}
          </Link>
        </p>
      </div>
    </div>
  );
}
