import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: one page at the root, built to dist/web, its API proxied while developing. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined assets would need a looser content security policy.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    // The origin stays: the server refuses requests of another one.
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
