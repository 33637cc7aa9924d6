// Builds the app into the Python package, and in development passes /api on to a running `rasid serve`.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../src/rasid/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy forbids data: scripts and fonts
    modulePreload: { polyfill: false }, // the polyfill would be an inline script
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: {
      "/api": {
        target: server,
        changeOrigin: true,
        headers: { origin: server }, // a foreign origin is refused
      },
    },
  },
});
