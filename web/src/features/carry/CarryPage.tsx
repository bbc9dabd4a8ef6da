/** Where a link to one's own conversation leads: signed in, to the conversation; else to the door, and back here. */

import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useVisitor } from '../../app/use-account';
import { carry } from '../../client/carry';
import { Brand } from '../../components/Brand';
import { text } from '../../lib/text';
import { useTalk } from '../session/use-talk';
import { signInPath } from '../sign-in/way-back';

const words = text.chat.carry;

function Lost({ token }: { readonly token: string }) {
  return (
    <div className="page" data-testid="carry-lost">
      <h1>{words.lost.title}</h1>
      <p>{words.lost.body}</p>
      <p>
        <Link to={signInPath(`/carry/${token}`)}>{words.lost.signIn}</Link>
      </p>
    </div>
  );
}

export function CarryPage() {
  const { token = '' } = useParams();
  const visitor = useVisitor();
  const talk = useTalk();
  const navigate = useNavigate();
  const asked = useRef(false);
  const { mutate, isError } = useMutation({
    mutationFn: () => carry.arrive(token),
    onSuccess: async ({ session_id }) => {
      await talk.adopt(session_id);
      await navigate('/chat', { replace: true });
    },
  });
  const isSomebody = visitor.data != null;
  useEffect(() => {
    if (!isSomebody || asked.current) return; // a link is used up by asking
    asked.current = true;
    mutate();
  }, [isSomebody, mutate]);
  if (visitor.data === null) return <Navigate to={signInPath(`/carry/${token}`)} replace />;
  return (
    <main className="arriving">
      <Brand />
      {isError ? <Lost token={token} /> : <p role="status">{words.arriving}</p>}
    </main>
  );
}
