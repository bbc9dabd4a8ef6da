import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const SERVICE = 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: { '/api': SERVICE, '/conversation': SERVICE, '/readyz': SERVICE },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'livekit', test: /node_modules[\\/](livekit-client|@livekit)/ }] },
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
