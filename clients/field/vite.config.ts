import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const pages = fileURLToPath(new URL("../../src/tandem/surfaces/shared/assets", import.meta.url));

// The page's policy is default-src 'self': no script and no style stands in the page, nothing is evaluated from text.
export default defineConfig({
  base: "/phone/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifestFilename: "manifest.webmanifest",
      filename: "sw.js",
      manifest: {
        name: "Tandem field phone",
        short_name: "Tandem",
        description: "My call, written up in three minutes, with or without signal.",
        id: "/phone/",
        start_url: "/phone/",
        scope: "/phone/",
        display: "standalone",
        background_color: "#13171f",
        theme_color: "#162e51",
        icons: [
          { src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
          { src: "icon-masked.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
        ],
      },
      workbox: {
        // Everything the app is made of is on the phone before the shift; nothing of the data ever is in these caches.
        globPatterns: ["**/*.{js,css,html,svg,woff2}"],
        navigateFallback: "index.html",
        navigateFallbackDenylist: [/^\/phone\/api\//],
        cleanupOutdatedCaches: true,
        // The first visit is served offline at once; an update waits until somebody taps "Use the new version".
        clientsClaim: true,
        skipWaiting: false,
        inlineWorkboxRuntime: true,
      },
    }),
  ],
  css: {
    preprocessorOptions: {
      scss: {
        // Colours, type and controls are the pages' own partials, with the tokens they are made of.
        loadPaths: [`${pages}/scss`, `${pages}/node_modules/@uswds/uswds/packages`],
        quietDeps: true,
      },
    },
  },
  build: {
    outDir: "../../src/tandem/surfaces/field/phone/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    target: "es2022",
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/dev/setup.ts"] },
});
