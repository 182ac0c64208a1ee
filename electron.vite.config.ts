import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

// The oldest Electron that must run this is 33: Node 20.18 and Chromium 130.
const nodeTarget = 'node20.18'
const chromiumTarget = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      // Packages stay in node_modules: some carry native parts, and all of them load from there at run time.
      // Zod is a hundred small files, which are read faster as part of one.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: {
          index: path('electron/main/index.ts'),
          centre: path('electron/main/embedded-centre/centre-process.ts'),
          'label-renderer': path('electron/main/print/label-renderer.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      // A sandboxed preload can load nothing but electron, so all else goes into its one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path('electron/preload/index.ts') },
        external: ['electron', ...builtinModules],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    // Relative addresses work on the program's own scheme as they do on the development server.
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: chromiumTarget,
      // Half the text is half the compiling before the first paint.
      minify: true,
      outDir: path('out/renderer'),
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: path('renderer/index.html') } },
    },
  },
})
