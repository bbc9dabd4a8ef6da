import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import '@fontsource-variable/instrument-sans/index.css';
import '@fontsource-variable/noto-sans-devanagari/index.css';
import '@fontsource-variable/noto-serif-devanagari/index.css';
import './app/styles/base.css';
import './app/styles/frame.css';
import './app/styles/talk.css';
import './app/styles/words.css';
import './app/styles/chat.css';
import './app/styles/chart.css';
import './app/styles/profile.css';
import './app/styles/memory.css';
import './app/styles/account.css';
import './app/styles/sessions.css';
import './app/styles/history.css';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
