import { defineConfig } from 'vite'

/** The portal's page that checks a file: one script without imports, so that it works after the network is gone. */
export default defineConfig({
  base: '/desk/',
  publicDir: false,
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    target: 'es2022',
    outDir: 'dist/assets',
    emptyOutDir: false,
    lib: { entry: 'src/verify/page.ts', formats: ['iife'], name: 'verifyFile', fileName: () => 'verify-file.js' },
  },
})
